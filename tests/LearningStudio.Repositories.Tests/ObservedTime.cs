using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.Repositories.Tests;

/// <summary>A clock that tells when somebody begins to wait.</summary>
internal sealed class ObservedTime(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly TaskCompletionSource _waits = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task SomebodyWaits => _waits.Task;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.TrySetResult();
        return timer;
    }
}
