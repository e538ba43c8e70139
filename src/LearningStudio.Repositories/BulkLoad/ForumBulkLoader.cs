using System.Data.Common;
using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Sql;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;

namespace LearningStudio.Repositories.BulkLoad;

// Rule: a load is one transaction. Posts are staged in a temporary table, since their parents may come later; when all
//   are there they move to their tables, and every counter is taken from the rows.
// Threads: each load has a connection of its own; SQLite lets one write at a time.
internal sealed class ForumBulkLoader(ForumDatabase database) : IForumBulkLoader
{
    // Each source owns a band of ids, so that ids of the source stay recognisable and never meet those of another.
    private const long BandWidth = 1L << 32;
    private const int MaxSourceLength = 100;
    private const string HighestId = """
        SELECT COALESCE(MAX(highest), -1) FROM (
          SELECT MAX(id) AS highest FROM users
          UNION ALL SELECT MAX(id) FROM topics
          UNION ALL SELECT MAX(id) FROM posts
          UNION ALL SELECT MAX(first_id) FROM content_sources
        ) AS ids
        """;

    public Task<BulkLoadResult> LoadAsync(
        string source,
        Func<IForumBulkLoad, CancellationToken, Task> load,
        string? replacedSource = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(source.Length, MaxSourceLength, nameof(source));
        ArgumentNullException.ThrowIfNull(load);
        if (string.Equals(source, replacedSource, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException("A source does not replace itself.", nameof(replacedSource));
        }

        return database.RunAsync(db => LoadAsync(db, source, load, replacedSource, cancellationToken));
    }

    public Task<bool> IsEmptyAsync(CancellationToken cancellationToken = default) =>
        database.RunAsync(async db =>
            !await db.GetTable<ForumRow>().AnyAsync(cancellationToken).ConfigureAwait(false)
            && !await db.GetTable<UserRow>().AnyAsync(cancellationToken).ConfigureAwait(false)
        );

    private async Task<BulkLoadResult> LoadAsync(
        ForumDb db,
        string source,
        Func<IForumBulkLoad, CancellationToken, Task> load,
        string? replacedSource,
        CancellationToken cancellationToken
    )
    {
        DataConnectionTransaction transaction = await BeginAsync(db, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            if (
                replacedSource is not null
                && await FindBandAsync(db, replacedSource, cancellationToken).ConfigureAwait(false) is not null
            )
            {
                await db.ExecuteAsync(Script.Erase(database), cancellationToken).ConfigureAwait(false);
            }

            // What completes millions of rows takes minutes, where a statement is given half of one.
            db.CommandTimeout = 0;
            BulkLoadResult before = await CountAsync(db, cancellationToken).ConfigureAwait(false);
            long firstId =
                await FindBandAsync(db, source, cancellationToken).ConfigureAwait(false)
                ?? await AddBandAsync(db, source, cancellationToken).ConfigureAwait(false);
            await load(new ForumBulkLoad(db, database, firstId), cancellationToken).ConfigureAwait(false);
            await db.ExecuteAsync(Script.Read("complete", database), cancellationToken).ConfigureAwait(false);
            await db.ExecuteAsync(database.Sql(BulkCounterRebuild.Sql), cancellationToken).ConfigureAwait(false);
            await db.ExecuteAsync(Script.Read("advance", database), cancellationToken).ConfigureAwait(false);
            BulkLoadResult after = await CountAsync(db, cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
            return new BulkLoadResult
            {
                Users = after.Users - before.Users,
                Forums = after.Forums - before.Forums,
                Topics = after.Topics - before.Topics,
                Posts = after.Posts - before.Posts,
            };
        }
    }

    // Nothing is done before the tables are locked: where a unit of work that wants them in another order is in the way, it
    // begins again.
    private async Task<DataConnectionTransaction> BeginAsync(ForumDb db, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            DataConnectionTransaction transaction = await db.BeginTransactionAsync(cancellationToken)
                .ConfigureAwait(false);
            try
            {
                await db.ExecuteAsync(Script.Read("stage", database), cancellationToken).ConfigureAwait(false);
                return transaction;
            }
            catch (DbException failure)
                when (attempt < database.Options.MaxAttempts && database.Dialect.IsTransient(failure))
            {
                await transaction.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static async Task<long?> FindBandAsync(ForumDb db, string source, CancellationToken cancellationToken) =>
        await db.ExecuteAsync<long?>(
                "SELECT first_id FROM content_sources WHERE lower(name) = lower(@source)",
                cancellationToken,
                new DataParameter("source", source)
            )
            .ConfigureAwait(false);

    private static async Task<long> AddBandAsync(ForumDb db, string source, CancellationToken cancellationToken)
    {
        long highest = await db.ExecuteAsync<long>(HighestId, cancellationToken).ConfigureAwait(false);
        long firstId = (highest + BandWidth) / BandWidth * BandWidth;
        await db.ExecuteAsync(
                "INSERT INTO content_sources (name, first_id) VALUES (@source, @firstId)",
                cancellationToken,
                new DataParameter("source", source),
                DataParameter.Int64("firstId", firstId)
            )
            .ConfigureAwait(false);
        return firstId;
    }

    private static Task<BulkLoadResult> CountAsync(ForumDb db, CancellationToken cancellationToken) =>
        db.SelectQuery(() =>
                new BulkLoadResult
                {
                    Users = db.GetTable<UserRow>().Count(),
                    Forums = db.GetTable<ForumRow>().Count(),
                    Topics = db.GetTable<TopicRow>().Count(),
                    Posts = db.GetTable<PostRow>().Count(),
                }
            )
            .FirstAsync(cancellationToken);
}
