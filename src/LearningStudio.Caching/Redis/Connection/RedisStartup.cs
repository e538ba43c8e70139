namespace LearningStudio.Caching.Redis.Connection;

/// <summary>The first attempt to reach Redis, which calls that come before its end wait for. Thread-safe.</summary>
internal sealed class RedisStartup(TimeProvider time, TimeSpan operationTimeout) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _triedInTime = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer[] _timers = [];

    /// <summary>
    /// Ends when Redis was tried for the first time, with or without success; after five seconds in any case. What is set
    /// before would be lost, since nobody can tell whether another process has invalidated it meanwhile.
    /// </summary>
    public Task Tried => _tried.Task;

    /// <summary>The same; who waits for it waits no longer than for any operation.</summary>
    public Task TriedInTime => _triedInTime.Task;

    /// <summary>Begins to count the time.</summary>
    public void Begin() =>
        _timers = [
            time.CreateTimer(_ => _triedInTime.TrySetResult(), null, operationTimeout, Timeout.InfiniteTimeSpan),
            time.CreateTimer(_ => End(), null, Patience, Timeout.InfiniteTimeSpan),
        ];

    /// <summary>Lets those go on who wait.</summary>
    public void End()
    {
        _tried.TrySetResult();
        _triedInTime.TrySetResult();
    }

    public async ValueTask DisposeAsync()
    {
        End();
        foreach (ITimer timer in _timers)
        {
            await timer.DisposeAsync().ConfigureAwait(false);
        }
    }
}
