using LearningStudio.Repositories.Sql;

namespace LearningStudio.Repositories.Outbox;

/// <summary>The outbox's SQL. Its clock is the database's alone.</summary>
internal static class OutboxSql
{
    public const string Insert = """
        INSERT INTO forum_outbox (unit, topic_id, events, created_at, due_at) VALUES 
        """;

    // What an earlier row of the topic may still have to tell would come after it: such a row stays.
    public static readonly Func<ISqlDialect, string> RemoveHandled = sql =>
        $"""
            DELETE FROM forum_outbox WHERE {sql.IsIn("unit", "@handled")} AND NOT EXISTS (
              SELECT 1 FROM forum_outbox earlier
              WHERE earlier.topic_id = forum_outbox.topic_id AND earlier.id < forum_outbox.id
                AND NOT {sql.IsIn("earlier.unit", "@handled")})
            """;

    public static readonly Func<ISqlDialect, string> RemoveHandledUnits = sql => RemoveHandled(sql) + " RETURNING unit";

    public static readonly Func<ISqlDialect, string> Look = sql =>
        $"""
            SELECT pending, due, {sql.SecondsBetween("oldest", "now")} FROM (
              SELECT COUNT(*) AS pending, COUNT(CASE WHEN due_at <= {sql.Now} THEN 1 END) AS due, MIN(created_at) AS oldest,
                {sql.Now} AS now
              FROM forum_outbox WHERE due_at <= {sql.Now} OR attempts > 0) AS waiting
            """;

    // A row waits while an earlier one of its topic is leased or put off. Those that are due are taken together, the
    // earlier ones first, and only one process takes rows at a time. A locked row is being removed.
    public static readonly Func<ISqlDialect, string> Claim = sql =>
        $"""
            UPDATE forum_outbox SET owner = @owner, due_at = {sql.InMilliseconds("@lease")}, attempts = attempts + 1
            WHERE id IN (
              SELECT o.id FROM forum_outbox o
              WHERE o.due_at <= {sql.Now} AND NOT EXISTS (
                SELECT 1 FROM forum_outbox earlier
                WHERE earlier.topic_id = o.topic_id AND earlier.id < o.id AND earlier.due_at > {sql.Now})
              ORDER BY o.id LIMIT @limit{sql.Lock("FOR UPDATE SKIP LOCKED")})
            RETURNING id, topic_id, events, attempts
            """;

    public static readonly Func<ISqlDialect, string> RemoveDelivered = sql =>
        $"DELETE FROM forum_outbox WHERE {sql.IsIn("id", "@ids")}";

    // Only while the lease is still ours: another process may have taken the row since.
    public static readonly Func<ISqlDialect, string> PutOff = sql =>
        $"""
            UPDATE forum_outbox SET owner = NULL, due_at = {sql.InMilliseconds("@delay")}
            WHERE {sql.IsIn("id", "@ids")} AND owner = @owner
            """;

    public static readonly Func<ISqlDialect, string> GiveBack = sql =>
        $"""
            UPDATE forum_outbox SET owner = NULL, due_at = {sql.Now}, attempts = attempts - 1
            WHERE {sql.IsIn("id", "@ids")} AND owner = @owner
            """;
}
