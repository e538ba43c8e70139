using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Fills;

// Rule: the starter takes the value from the run itself; those who joined take it if it is known to be fresh for them
//   too, else they read again. The factory's token fires when every caller has left; a caller that cannot be cancelled
//   never leaves.
// Threads: joining and leaving happen under the lock of the key's stripe; the joiners' task ends once.
internal sealed class Fill<T>(FillRequest<T> request, long stamp, FactoryNode node) : Fill(stamp, node)
{
    private FillJoiners<T>? _joiners;

    /// <summary>What its starter wants.</summary>
    public FillRequest<T> Request => request;

    public override FillKey Key => new(request.Key, request.Plan.Access);

    /// <summary>Whether there is anybody but the starter.</summary>
    public bool HasJoiners => _joiners is not null;

    /// <summary>Ends for those who joined; null where nobody has.</summary>
    public Task? JoinersEnd => _joiners?.End;

    /// <summary>Takes in a caller that leaves when it is cancelled.</summary>
    public FillJoiners<T> Join()
    {
        CountIn();
        return _joiners ??= new FillJoiners<T>();
    }

    /// <summary>Takes in a caller that cannot be cancelled, and never leaves.</summary>
    public FillJoiners<T> JoinForGood()
    {
        Stay();
        return Join();
    }

    /// <summary>
    /// Whether no invalidation since then concerns what it ended with: an old value that serves keeps its own stamp and
    /// tags, and what has no entry is judged by those of the fill.
    /// </summary>
    public bool IsAlive(InvalidationLog log, CacheEntry<T>? entry) =>
        log.IsAlive(request.Key, entry?.Tags ?? request.Tags, entry?.Stamp ?? Stamp);

    /// <summary>
    /// Whether it failed for a reason of its starter's own, and not for one that its joiners would meet too: the starter
    /// was cancelled, or its factory used a token or a scope that had ended.
    /// </summary>
    /// <remarks>An HTTP client's timeout is a cancellation too; its cause tells it apart.</remarks>
    public bool HasFailedForItsStarter(Exception exception) =>
        exception is not TimeoutException
        && (
            HasLostStarter
            || exception is ObjectDisposedException
            || exception is OperationCanceledException { InnerException: not TimeoutException }
        );

    /// <summary>Gives the joiners the value; the fill must not be in flight any more.</summary>
    public void EndJoiners(in FillResult<T> result) => _joiners?.Succeed(result);

    public override void FailJoiners(Exception exception) => _joiners?.Fail(exception);
}
