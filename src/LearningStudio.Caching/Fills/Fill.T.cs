using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Fills;

// Rule: the factory's token fires when every caller has left; a caller that cannot be cancelled never leaves.
// Threads: joining and leaving happen under the lock of the key's stripe; the task ends once.
#pragma warning disable CA1001 // A source without a timer or a parent holds nothing to dispose.
internal sealed class Fill<T>(FillKey key, long stamp, string[] tags) : Fill(key, stamp, tags)
#pragma warning restore CA1001
{
    private readonly TaskCompletionSource<Filled<T>> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _abandoned = new();
    private int _callers = 1;

    /// <summary>Fires when nobody waits any more.</summary>
    public CancellationToken Abandoned => _abandoned.Token;

    /// <summary>Ends with what the factory returned, or with its exception.</summary>
    public Task<Filled<T>> Ended => _ended.Task;

    public void Join() => _callers++;

    /// <summary>Takes one caller away; true when it was the last, and the fill now serves nobody.</summary>
    public bool Leave() => --_callers == 0;

    /// <summary>Cancels the factory once nobody waits; its own callbacks run on the pool, not in its last caller.</summary>
    public void CancelIfAbandoned()
    {
        if (Volatile.Read(ref _callers) == 0)
        {
            _ = _abandoned.CancelAsync();
        }
    }

    public void End(T value, CacheEntry<T>? entry) => _ended.SetResult(new Filled<T>(value, entry));

    public void Fail(Exception exception)
    {
        _ended.SetException(exception);
        _ = _ended.Task.Exception; // Observed: every caller may have left.
    }
}
