using System.Data.Common;

namespace LearningStudio.Repositories.Sql;

/// <summary>UTC days as days since 1970-01-01.</summary>
internal static class Days
{
    private static readonly DateOnly Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch);

    public static int Number(DateOnly day) => day.DayNumber - Epoch.DayNumber;

    public static DateOnly Of(int number) => Epoch.AddDays(number);

    public static DateOnly Of(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);

    /// <summary>A day as a column holds it: a number, or PostgreSQL's date.</summary>
    public static DateOnly Of(DbDataReader reader, int column) =>
        reader.GetFieldType(column) == typeof(long)
            ? Of(reader.GetInt32(column))
            : reader.GetFieldValue<DateOnly>(column);

    public static DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
