using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Fills;

// Rule: the starter takes the value from the run itself; those who joined get it once it is known to be fresh for them
//   too, else what one further read, made for all of them, brings. The factory's token fires when every caller has left;
//   a caller that cannot be cancelled never leaves.
// Threads: joining and leaving happen under the lock of the key's stripe; the joiners' task ends once.
internal sealed class Fill<T>(FillRequest<T> request, long stamp, bool canBeAbandoned) : Fill(stamp, canBeAbandoned)
{
    private FillJoiners<T>? _joiners;

    /// <summary>What its starter wants.</summary>
    public FillRequest<T> Request => request;

    public override FillKey Key => new(request.Key, request.Plan.Access);

    /// <summary>What was made of the value; null until then, when its serialiser failed, and where nobody needed it.</summary>
    public CacheEntry<T>? Entry { get; set; }

    /// <summary>Those who joined; nobody, and null, as a rule.</summary>
    public FillJoiners<T>? Joiners => _joiners;

    /// <summary>Takes a caller in; only the first one's request is looked at.</summary>
    public FillJoiners<T> Join<TCall>(in TCall call, bool canLeave)
        where TCall : IFillCall<T>
    {
        Join(canLeave);
        return _joiners ??= new FillJoiners<T>(call.ToRequest());
    }

    /// <summary>Gives the joiners the value, or what a further read brings; the fill must have left the table.</summary>
    public void EndJoiners(in Filled<T>? fresh, IReadAgain readAgain)
    {
        if (fresh is { } filled)
        {
            _joiners?.Succeed(filled);
        }
        else
        {
            _ = _joiners?.ReadAgainAsync(readAgain, Abandoned);
        }
    }

    public override void FailJoiners(Exception exception) => _joiners?.Fail(exception);
}
