using System.Data.Common;
using LearningStudio.Repositories.Sql;

namespace LearningStudio.Repositories.Queries;

/// <summary>The columns of an entry of the review queue, in one order for every statement.</summary>
internal static class QueueRows
{
    public const string Columns =
        "id, target_kind, target_id, type, priority, weight, votes, spam_score, reasons, reported_user_id, "
        + "reported_trust_level, state, created_at, decided_at, decided_by, vote_weight, cluster_id, stage, standing, "
        + "due_at, available_at, fence, claimed_by, claimed_at, taken_from, decision_id";

    public static QueueEntry Read(DbDataReader row, TimestampCodec times) =>
        new(
            row.GetInt64(0),
            row.GetString(1),
            row.GetInt64(2),
            row.GetString(3),
            row.GetInt32(4),
            row.GetDouble(5),
            row.GetInt32(6),
            row.IsDBNull(7) ? null : row.GetDouble(7),
            row.GetString(8),
            Long(row, 9),
            row.IsDBNull(10) ? null : row.GetInt32(10),
            row.GetString(11),
            times.Read(row, 12),
            Time(row, 13, times),
            Long(row, 14)
        )
        {
            VoteWeight = row.GetDouble(15),
            ClusterId = Long(row, 16),
            Stage = row.GetString(17),
            Standing = row.GetInt64(18),
            DueAt = times.Read(row, 19),
            AvailableAt = times.Read(row, 20),
            Fence = row.GetInt64(21),
            ClaimedBy = Long(row, 22),
            ClaimedAt = Time(row, 23, times),
            TakenFrom = Long(row, 24),
            DecisionId = Long(row, 25),
        };

    public static QueueLogEntry ReadLog(DbDataReader row, TimestampCodec times) =>
        new(
            row.GetInt64(0),
            row.GetInt64(1),
            times.Read(row, 2),
            Long(row, 3),
            row.GetString(4),
            row.GetString(5),
            row.GetInt64(6),
            row.IsDBNull(7) ? null : row.GetString(7),
            row.IsDBNull(8) ? null : row.GetString(8),
            Long(row, 9),
            row.IsDBNull(10) ? null : row.GetDouble(10)
        );

    private static long? Long(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private static DateTimeOffset? Time(DbDataReader row, int column, TimestampCodec times) =>
        row.IsDBNull(column) ? null : times.Read(row, column);
}
