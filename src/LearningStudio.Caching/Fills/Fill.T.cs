using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Fills;

// Rule: the starter takes the value from the run itself; those who joined get it once it is known to be fresh for them
//   too, else what one further read, made for all of them, brings. The factory's token fires when every caller has left;
//   a caller that cannot be cancelled never leaves.
// Threads: joining and leaving happen under the lock of the key's stripe; the joiners' task ends once.
internal sealed class Fill<T>(FillKey key, long stamp, string[] tags, bool canBeAbandoned)
    : Fill(key, stamp, tags, canBeAbandoned)
{
    private TaskCompletionSource<Filled<T>>? _joined;
    private Task<T>? _shared;

    /// <summary>What was made of the value; null until then, and when its serialiser failed.</summary>
    public CacheEntry<T>? Entry { get; set; }

    /// <summary>The first joiner's request, with which a further read is made; null while nobody joined.</summary>
    public FillRequest<T>? Heir { get; private set; }

    /// <summary>Whether the first joiner has yet to leave its request.</summary>
    public bool NeedsHeir => Heir is null;

    /// <summary>What those who joined get.</summary>
    public Task<Filled<T>> Joined => _joined!.Task;

    /// <summary>The same for a value that callers share: one task for all of them.</summary>
    public Task<T> Shared => _shared!;

    /// <param name="heir">The request of the first to join; later ones leave none.</param>
    /// <param name="canLeave">Whether the caller can be cancelled.</param>
    public void Join(FillRequest<T>? heir, bool canLeave)
    {
        Join(canLeave);
        if (heir is not null)
        {
            Heir = heir;
            _joined = new TaskCompletionSource<Filled<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
            _shared = ValueOfAsync(_joined.Task);
        }
    }

    /// <summary>Gives the joiners the value; the fill must have left the table.</summary>
    public void EndJoiners(in Filled<T> filled) => _joined?.SetResult(filled);

    /// <summary>Gives the joiners what a further read brings.</summary>
    public void EndJoiners(IReadAgain readAgain)
    {
        if (Heir is not null)
        {
            _ = ReadAgainAsync(Heir, readAgain);
        }
    }

    public void FailJoiners(Exception exception)
    {
        if (_joined is not null)
        {
            _joined.SetException(exception);
            _ = _joined.Task.Exception; // Observed: every caller may have left.
            _ = _shared!.ContinueWith(static task => task.Exception, TaskScheduler.Default);
        }
    }

    private async Task ReadAgainAsync(FillRequest<T> heir, IReadAgain readAgain)
    {
        try
        {
            _joined!.SetResult(await readAgain.ReadAgainAsync(heir, Abandoned).ConfigureAwait(false));
        }
#pragma warning disable CA1031 // Whatever the factory throws belongs to its callers.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            FailJoiners(exception);
        }
    }

    private static async Task<T> ValueOfAsync(Task<Filled<T>> joined) => (await joined.ConfigureAwait(false)).Value;
}
