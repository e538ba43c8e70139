using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.HostApi.Tests.Commands;

/// <summary>A clock that tells when somebody begins to wait for a certain time.</summary>
internal sealed class WatchedClock(DateTimeOffset start, TimeSpan wait) : FakeTimeProvider(start)
{
    private readonly TaskCompletionSource _awaited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when somebody waits for that time.</summary>
    public Task Awaited => _awaited.Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime == wait)
        {
            _awaited.TrySetResult();
        }

        return timer;
    }
}
