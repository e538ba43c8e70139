using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Redis.Sequences;

namespace LearningStudio.Caching.Redis.Outages;

/// <summary>Sends to Redis what was invalidated while it was away.</summary>
internal sealed class JournalReplay(RedisSession session, InvalidationSequences sequences)
{
    private const int InvalidationsAtOnce = 500;

    /// <summary>Replays until the journal is empty.</summary>
    public async Task RunAsync()
    {
        while (session.Breaker.Pending > 0)
        {
            await RunOnceAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Replays what waits now; what comes meanwhile waits on.</summary>
    public async Task RunOnceAsync()
    {
        foreach (
            KeyValuePair<InvalidationTarget, long>[] part in session.Breaker.ReadJournal().Chunk(InvalidationsAtOnce)
        )
        {
            await ReplayAsync([.. part.Select(item => item.Key)]).ConfigureAwait(false);
            session.Breaker.Confirm(part);
        }
    }

    // A set that timed out may still be on its way: beside the removal the log says that what is older is dead.
    private async Task ReplayAsync(InvalidationTarget[] targets)
    {
        string[] removed =
        [
            .. targets.Where(target => target.Kind is InvalidationKind.Key).Select(target => target.Text),
        ];
        if (removed.Length > 0)
        {
            await sequences
                .Removals.RemoveAsync(removed, session.Keys, session.Commands.NewDeadline())
                .ConfigureAwait(false);
        }

        InvalidationTarget[] records =
        [
            .. targets.Where(target => target.Kind is not InvalidationKind.Key),
            .. removed.Select(key => InvalidationTarget.ForPattern(GlobPattern.Escape(key))),
        ];
        await sequences.Patterns.AppendAsync(records, [], session.Commands.NewDeadline()).ConfigureAwait(false);
    }
}
