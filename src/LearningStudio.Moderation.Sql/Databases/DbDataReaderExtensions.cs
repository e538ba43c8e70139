using System.Data.Common;

namespace LearningStudio.Moderation.Sql.Databases;

internal static class DbDataReaderExtensions
{
    public static long? LongOrNull(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetInt64(column);

    public static double? DoubleOrNull(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetDouble(column);

    public static string? TextOrNull(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    public static TimeSpan? SecondsOrNull(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : TimeSpan.FromSeconds(row.GetDouble(column));

    /// <summary>A count; 0 where a sum over no rows is null.</summary>
    public static int Count(this DbDataReader row, int column) => row.IsDBNull(column) ? 0 : (int)row.GetInt64(column);
}
