namespace LearningStudio.Repositories.Outbox;

/// <summary>The outbox's SQL, as <see cref="Sql.ISqlDialect.Sql"/> takes it. Its clock is the database's alone.</summary>
internal static class OutboxSql
{
    public const string Insert = """
        INSERT INTO forum_outbox (unit, topic_id, events, created_at, due_at) VALUES 
        """;

    // What an earlier row of the topic may still have to tell would come after it: such a row stays.
    public const string RemoveHandled = """
        DELETE FROM forum_outbox WHERE is_in(unit, @handled) AND NOT EXISTS (
          SELECT 1 FROM forum_outbox earlier
          WHERE earlier.topic_id = forum_outbox.topic_id AND earlier.id < forum_outbox.id
            AND NOT is_in(earlier.unit, @handled))
        """;

    public const string Look = """
        SELECT pending, due, seconds_between(oldest, now) FROM (
          SELECT COUNT(*) AS pending, COUNT(CASE WHEN due_at <= db_now() THEN 1 END) AS due, MIN(created_at) AS oldest,
            db_now() AS now
          FROM forum_outbox WHERE due_at <= db_now() OR attempts > 0) AS waiting
        """;

    // A row waits while an earlier one of its topic is leased or put off. Those that are due are taken together, the
    // earlier ones first, and only one process takes rows at a time. A locked row is being removed.
    public const string Claim = """
        UPDATE forum_outbox SET owner = @owner, due_at = in_ms(@lease), attempts = attempts + 1
        WHERE id IN (
          SELECT o.id FROM forum_outbox o
          WHERE o.due_at <= db_now() AND NOT EXISTS (
            SELECT 1 FROM forum_outbox earlier
            WHERE earlier.topic_id = o.topic_id AND earlier.id < o.id AND earlier.due_at > db_now())
          ORDER BY o.id LIMIT @limit /* skip */ FOR UPDATE SKIP LOCKED)
        RETURNING id, topic_id, events, attempts
        """;

    public const string RemoveDelivered = "DELETE FROM forum_outbox WHERE is_in(id, @ids)";

    // Only while the lease is still ours: another process may have taken the row since.
    public const string PutOff = """
        UPDATE forum_outbox SET owner = NULL, due_at = in_ms(@delay) WHERE is_in(id, @ids) AND owner = @owner
        """;

    public const string GiveBack = """
        UPDATE forum_outbox SET owner = NULL, due_at = db_now(), attempts = attempts - 1
        WHERE is_in(id, @ids) AND owner = @owner
        """;
}
