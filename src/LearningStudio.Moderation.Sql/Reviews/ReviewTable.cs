using System.Data.Common;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Sql.Codes;
using LearningStudio.Moderation.Sql.Databases;

namespace LearningStudio.Moderation.Sql.Reviews;

/// <summary>The columns of <c>review_items</c>, in one order for every statement. Thread-safe.</summary>
internal static class ReviewTable
{
    public const string Columns =
        "id, target_kind, target_id, type, priority, votes, spam_score, reasons, reported_user_id, "
        + "reported_trust_level, state, created_at, decided_at, decided_by, vote_weight, cluster_id, stage, standing, "
        + "due_at, available_at, fence, claimed_by, taken_from, decision_id";

    public const string FindById = $"SELECT {Columns} FROM review_items WHERE id = @id";

    public static Task<List<ReviewRow>> ListAsync(
        SqlSession session,
        string sql,
        CancellationToken cancellationToken,
        params IEnumerable<Parameter> parameters
    ) => session.ListAsync(sql, row => Read(row, session.Dialect), cancellationToken, parameters);

    public static async Task<ReviewRow?> FindAsync(SqlSession session, long id, CancellationToken cancellationToken) =>
        await ListAsync(session, FindById, cancellationToken, Parameter.Long("id", id)).ConfigureAwait(false)
            is [var row]
            ? row
            : null;

    public static ReviewRow Read(DbDataReader row, ISqlDialect dialect)
    {
        var item = new ReviewItem(
            row.GetInt64(0),
            new ReviewTarget(StoredCodes.Kinds.Parse(row.GetString(1)), row.GetInt64(2)),
            StoredCodes.Types.Parse(row.GetString(3)),
            row.GetInt32(4),
            StoredReason.Read(row.GetString(7)),
            row.DoubleOrNull(6),
            row.LongOrNull(8),
            row.IsDBNull(9) ? null : row.GetInt32(9),
            row.GetInt32(5),
            StoredCodes.States.Parse(row.GetString(10)),
            dialect.ReadTime(row, 11),
            row.IsDBNull(12) ? null : dialect.ReadTime(row, 12),
            row.LongOrNull(13)
        )
        {
            VoteWeight = row.GetDouble(14),
            ClusterId = row.LongOrNull(15),
            Stage = StoredCodes.Stages.Parse(row.GetString(16)),
            DueAt = dialect.ReadTime(row, 18),
            AvailableAt = dialect.ReadTime(row, 19),
            Fence = row.GetInt64(20),
            ClaimedBy = row.LongOrNull(21),
        };
        return new ReviewRow(item, row.GetInt64(17), row.LongOrNull(22), row.LongOrNull(23));
    }
}
