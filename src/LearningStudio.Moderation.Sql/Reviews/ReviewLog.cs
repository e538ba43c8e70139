using System.Data.Common;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Sql.Codes;
using LearningStudio.Moderation.Sql.Databases;

namespace LearningStudio.Moderation.Sql.Reviews;

/// <summary>The review log, which only grows. Thread-safe.</summary>
internal sealed class ReviewLog(ISqlDialect sql)
{
    private const string OfItem = """
        SELECT id, item_id, acted_at, actor_id, action, state, fence, note, bulk_key, subject_id, handled
        FROM review_log WHERE item_id = @id ORDER BY id LIMIT 1000
        """;

    private readonly string _write = $"""
        INSERT INTO review_log (item_id, acted_at, actor_id, action, state, fence, note, bulk_key, subject_id, handled)
        SELECT id, @now, @actor, @action, state, fence, @note, @bulk, @subject,
          CASE WHEN @handled THEN {sql.SecondsBetween("claimed_at", "@now")} END
        FROM review_items WHERE {sql.IsIn("id", "@ids")} ORDER BY id
        """;

    /// <summary>Writes a line for each item, with the state that it has by now.</summary>
    /// <returns>How many of the items there are.</returns>
    public Task<int> WriteAsync(
        SqlSession session,
        IReadOnlyCollection<long> ids,
        LogLine line,
        CancellationToken cancellationToken
    ) =>
        session.ExecuteAsync(
            _write,
            cancellationToken,
            Parameter.Text("ids", sql.Set(ids)),
            Parameter.Time("now", line.At),
            Parameter.Long("actor", line.ActorId),
            Parameter.Text("action", StoredCodes.Actions[line.Action]),
            Parameter.Text("note", line.Note is { } note ? sql.Text(note) : null),
            Parameter.Text("bulk", line.BulkKey is { } key ? sql.Text(key) : null),
            Parameter.Long("subject", line.SubjectId),
            Parameter.Bool("handled", line.IsHandled)
        );

    public async Task<IReadOnlyList<ReviewLogEntry>> ListAsync(
        SqlSession session,
        long itemId,
        CancellationToken cancellationToken
    ) => await session.ListAsync(OfItem, Read, cancellationToken, Parameter.Long("id", itemId)).ConfigureAwait(false);

    private ReviewLogEntry Read(DbDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetInt64(1),
            sql.ReadTime(row, 2),
            row.LongOrNull(3),
            StoredCodes.Actions.Parse(row.GetString(4)),
            StoredCodes.States.Parse(row.GetString(5)),
            row.GetInt64(6),
            row.TextOrNull(7),
            row.TextOrNull(8),
            row.LongOrNull(9),
            row.SecondsOrNull(10)
        );
}
