using System.Collections.Concurrent;
using System.Text.Json;
using LearningStudio.Repositories.Engines;
using LearningStudio.Repositories.Queries;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Upkeep;

// Rule: a flush takes what is there, and gives it back if it fails. Moments only go forward, and views add up, so neither
//   order nor repetition matters.
// Threads: any number note; flushes come one after the other.
internal sealed class ForumPresence(ForumStore store, TimeProvider time) : IForumPresence, IDisposable
{
    // Rows are changed in the order of their ids, so that two processes do not wait for each other.
    private const string SqliteSeen = """
        UPDATE users SET last_seen_at = CASE WHEN last_seen_at > seen.value THEN last_seen_at ELSE seen.value END
        FROM json_each(@values) AS seen WHERE users.id = CAST(seen.key AS INTEGER)
        """;

    private const string SqliteViewed = """
        UPDATE topics SET view_count = view_count + viewed.value
        FROM json_each(@values) AS viewed WHERE topics.id = CAST(viewed.key AS INTEGER)
        """;

    private const string PostgreSqlSeen = """
        WITH seen AS (
          SELECT users.id, to_timestamp(v.value::bigint / 1000.0) AS at
          FROM json_each_text(CAST(@values AS json)) v JOIN users ON users.id = v.key::bigint
          ORDER BY users.id FOR UPDATE OF users)
        UPDATE users SET last_seen_at = GREATEST(last_seen_at, seen.at) FROM seen WHERE users.id = seen.id
        """;

    private const string PostgreSqlViewed = """
        WITH viewed AS (
          SELECT topics.id, v.value::integer AS views
          FROM json_each_text(CAST(@values AS json)) v JOIN topics ON topics.id = v.key::bigint
          ORDER BY topics.id FOR UPDATE OF topics)
        UPDATE topics SET view_count = view_count + viewed.views FROM viewed WHERE topics.id = viewed.id
        """;

    private readonly SemaphoreSlim _oneFlush = new(1, 1);
    private ConcurrentDictionary<long, long> _seen = new();
    private ConcurrentDictionary<long, long> _viewed = new();

    public void Seen(long userId)
    {
        if (store.IsNative)
        {
            Latest(_seen, userId, time.GetUtcNow().ToUnixTimeMilliseconds());
        }
    }

    public void Viewed(long topicId)
    {
        if (store.IsNative)
        {
            Sum(_viewed, topicId, 1);
        }
    }

    public async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        await _oneFlush.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            bool isSqlite = store.Engine is SqliteEngine;
            string seen = isSqlite ? SqliteSeen : PostgreSqlSeen;
            string viewed = isSqlite ? SqliteViewed : PostgreSqlViewed;
            await FlushAsync(Interlocked.Exchange(ref _seen, new()), seen, GiveBackSeen, cancellationToken)
                .ConfigureAwait(false);
            await FlushAsync(Interlocked.Exchange(ref _viewed, new()), viewed, GiveBackViewed, cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            _oneFlush.Release();
        }
    }

    public void Dispose() => _oneFlush.Dispose();

    private async Task FlushAsync(
        ConcurrentDictionary<long, long> values,
        string sql,
        Action<ConcurrentDictionary<long, long>> giveBack,
        CancellationToken cancellationToken
    )
    {
        if (values.IsEmpty)
        {
            return;
        }

        bool isWritten = false;
        try
        {
            await store
                .RunAsync(db =>
                    db.ExecuteAsync(
                        sql,
                        cancellationToken,
                        DataParameter.NVarChar("values", JsonSerializer.Serialize(values))
                    )
                )
                .ConfigureAwait(false);
            isWritten = true;
        }
        finally
        {
            if (!isWritten)
            {
                giveBack(values);
            }
        }
    }

    private void GiveBackSeen(ConcurrentDictionary<long, long> values)
    {
        foreach ((long id, long at) in values)
        {
            Latest(_seen, id, at);
        }
    }

    private void GiveBackViewed(ConcurrentDictionary<long, long> values)
    {
        foreach ((long id, long count) in values)
        {
            Sum(_viewed, id, count);
        }
    }

    private static void Latest(ConcurrentDictionary<long, long> values, long id, long at) =>
        values.AddOrUpdate(id, at, (_, before) => Math.Max(before, at));

    private static void Sum(ConcurrentDictionary<long, long> values, long id, long count) =>
        values.AddOrUpdate(id, count, (_, before) => before + count);
}
