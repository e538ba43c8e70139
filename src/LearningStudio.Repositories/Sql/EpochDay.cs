using System.Data.Common;

namespace LearningStudio.Repositories.Sql;

/// <summary>UTC days as days since 1970-01-01.</summary>
internal static class EpochDay
{
    private static readonly DateOnly Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch);

    public static int ToNumber(DateOnly day) => day.DayNumber - Epoch.DayNumber;

    public static DateOnly FromNumber(int number) => Epoch.AddDays(number);

    public static DateOnly FromTime(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);

    /// <summary>A day as a column holds it: a number, or PostgreSQL's date.</summary>
    public static DateOnly Read(DbDataReader reader, int column) =>
        reader.GetFieldType(column) == typeof(long)
            ? FromNumber(reader.GetInt32(column))
            : reader.GetFieldValue<DateOnly>(column);

    public static DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, TimeSpan.Zero);
}
