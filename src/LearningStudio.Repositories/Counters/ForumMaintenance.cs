using LearningStudio.Repositories.Sql;

namespace LearningStudio.Repositories.Counters;

internal sealed class ForumMaintenance(ForumStore store, IForumUnitOfWork work) : IForumMaintenance
{
    private readonly Fold _fold = new(store);
    private readonly Recount _recount = new(store);

    public async Task<int> FoldAsync(CancellationToken cancellationToken = default)
    {
        if (!store.IsNative)
        {
            return 0;
        }

        int all = 0;
        int folded;
        do
        {
            folded = await work.ExecuteAsync(
                    (session, token) => _fold.ChangesAsync(session.Db, token),
                    cancellationToken
                )
                .ConfigureAwait(false);
            all += folded;
        } while (folded == Fold.Limit);

        await work.ExecuteAsync(
                async (session, token) =>
                {
                    await _fold.DaysAsync(session.Db, token).ConfigureAwait(false);
                    return 0;
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return all;
    }

    public async Task<IReadOnlyList<CounterDrift>> VerifyAsync(CancellationToken cancellationToken = default) =>
        store.IsNative
            ? await store.RunAsync(db => Drift.FindAsync(db, store, cancellationToken)).ConfigureAwait(false)
            : [];

    public async Task RebuildAsync(long? forumId = null, CancellationToken cancellationToken = default)
    {
        if (!store.IsNative)
        {
            return;
        }

        IReadOnlyList<long> forums = forumId is { } one
            ? [one]
            : await store.RunAsync(db => Recount.ForumsAsync(db, cancellationToken)).ConfigureAwait(false);
        foreach (long forum in forums)
        {
            long? last = 0;
            while (last is { } from)
            {
                last = await work.ExecuteAsync(
                        (session, token) => _recount.TopicsAsync(session.Db, forum, from, token),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }

            await work.ExecuteAsync(
                    (session, token) => _recount.ForumAsync(session.Db, forum, token),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }

        await FoldAsync(cancellationToken).ConfigureAwait(false);
    }
}
