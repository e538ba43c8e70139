using System.Text.Json;
using LearningStudio.Repositories.Sql;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Counters;

// Rule: a flush takes what is there, and gives it back if it fails. Moments only go forward, and views add up, so their
//   order does not matter. Views whose connection is lost after the server stored them are counted twice.
// Threads: any number note and flush.
internal sealed class ForumPresence(ForumDatabase database, TimeProvider time) : IForumPresence
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
          ORDER BY users.id FOR NO KEY UPDATE OF users)
        UPDATE users SET last_seen_at = GREATEST(last_seen_at, seen.at) FROM seen WHERE users.id = seen.id
        """;

    private const string PostgreSqlViewed = """
        WITH viewed AS (
          SELECT topics.id, v.value::integer AS views
          FROM json_each_text(CAST(@values AS json)) v JOIN topics ON topics.id = v.key::bigint
          ORDER BY topics.id FOR NO KEY UPDATE OF topics)
        UPDATE topics SET view_count = view_count + viewed.views FROM viewed WHERE topics.id = viewed.id
        """;

    private readonly PendingCounts _seen = new(Math.Max);
    private readonly PendingCounts _viewed = new((before, more) => before + more);

    public void Seen(long userId)
    {
        if (database.IsNative)
        {
            _seen.Note(userId, time.GetUtcNow().ToUnixTimeMilliseconds());
        }
    }

    public void Viewed(long topicId)
    {
        if (database.IsNative)
        {
            _viewed.Note(topicId, 1);
        }
    }

    public async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        bool isSqlite = database.Dialect is SqliteDialect;
        Task seen = FlushAsync(_seen, isSqlite ? SqliteSeen : PostgreSqlSeen, cancellationToken);
        Task viewed = FlushAsync(_viewed, isSqlite ? SqliteViewed : PostgreSqlViewed, cancellationToken);
        // Neither waits for the other's success.
        await Task.WhenAll(seen, viewed).ConfigureAwait(false);
    }

    private async Task FlushAsync(PendingCounts pending, string sql, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<long, long> values = pending.Take();
        if (values.Count == 0)
        {
            return;
        }

        bool isWritten = false;
        try
        {
            DataParameter json = DataParameter.NVarChar("values", JsonSerializer.Serialize(values));
            await database
                .WriteAsync(db => db.ExecuteAsync(sql, cancellationToken, json), cancellationToken)
                .ConfigureAwait(false);
            isWritten = true;
        }
        finally
        {
            foreach ((long id, long value) in isWritten ? Enumerable.Empty<KeyValuePair<long, long>>() : values)
            {
                pending.Note(id, value);
            }
        }
    }
}
