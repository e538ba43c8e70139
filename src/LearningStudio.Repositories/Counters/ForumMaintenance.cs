using LearningStudio.Repositories.Sql;
using LearningStudio.Repositories.Writing;

namespace LearningStudio.Repositories.Counters;

internal sealed class ForumMaintenance(ForumDatabase database, IForumUnitOfWork work) : IForumMaintenance
{
    private readonly CounterRollup _rollup = new(database);
    private readonly CounterRebuild _rebuild = new(database);

    public async Task<int> RollUpAsync(CancellationToken cancellationToken = default)
    {
        if (!database.IsNative)
        {
            return 0;
        }

        int all = 0;
        int rolledUp;
        do
        {
            rolledUp = await work.ExecuteAsync(
                    (session, token) => _rollup.ChangesAsync(session.Db(), token),
                    cancellationToken
                )
                .ConfigureAwait(false);
            all += rolledUp;
        } while (rolledUp == CounterRollup.Limit);

        await work.ExecuteAsync((session, token) => _rollup.DaysAsync(session.Db(), token), cancellationToken)
            .ConfigureAwait(false);
        return all;
    }

    public async Task<IReadOnlyList<CounterDrift>> VerifyAsync(CancellationToken cancellationToken = default) =>
        database.IsNative
            ? await database
                .RunAsync(db => CounterAudit.FindAsync(db, database, cancellationToken))
                .ConfigureAwait(false)
            : [];

    public async Task RebuildAsync(long? forumId = null, CancellationToken cancellationToken = default)
    {
        if (!database.IsNative)
        {
            return;
        }

        IReadOnlyList<long> forums = forumId is { } one
            ? [one]
            : await database.RunAsync(db => CounterRebuild.ForumsAsync(db, cancellationToken)).ConfigureAwait(false);
        foreach (long forum in forums)
        {
            long? last = 0;
            while (last is { } from)
            {
                last = await work.ExecuteAsync(
                        (session, token) => _rebuild.TopicsAsync(session.Db(), forum, from, token),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }

            await work.ExecuteAsync(
                    (session, token) => _rebuild.ForumAsync(session.Db(), forum, token),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }

        await RollUpAsync(cancellationToken).ConfigureAwait(false);
    }
}
