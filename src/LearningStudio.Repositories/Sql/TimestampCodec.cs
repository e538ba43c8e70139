using System.Data.Common;
using System.Globalization;
using LearningStudio.Repositories.Schema;
using LinqToDB;
using LinqToDB.Data;
using LinqToDB.Mapping;

namespace LearningStudio.Repositories.Sql;

/// <summary>Moments as the tables hold them.</summary>
internal sealed class TimestampCodec(TimeStorage storage)
{
    private const string Seconds = "yyyy-MM-dd HH:mm:ss";
    private const string Microseconds = "yyyy-MM-dd HH:mm:ss.ffffff";
    private const long TicksPerMicrosecond = 10;

    public static TimestampCodec Create(ISqlDialect dialect, ForumTables tables) =>
        new(
            tables.Times
                ?? dialect.NativeTimes switch
                {
                    TimeStorage.UnixMilliseconds when tables.Kind == SchemaKind.Machina => TimeStorage.DjangoText,
                    TimeStorage native => native,
                }
        );

    private DataType Type =>
        storage switch
        {
            TimeStorage.Timestamp => DataType.DateTimeOffset,
            TimeStorage.DjangoText => DataType.NVarChar,
            _ => DataType.Int64,
        };

    /// <summary>A moment as a parameter's value; no finer than what the tables hold.</summary>
    public object Encode(DateTimeOffset time) =>
        storage switch
        {
            TimeStorage.UnixMilliseconds => time.ToUnixTimeMilliseconds(),
            TimeStorage.UnixSeconds => time.ToUnixTimeSeconds(),
            TimeStorage.DjangoText => Text(time.ToUniversalTime()),
            _ => time.ToUniversalTime(),
        };

    /// <summary>A moment as it is read back.</summary>
    public DateTimeOffset AsStored(DateTimeOffset time) =>
        Encode(time) switch
        {
            long number when storage == TimeStorage.UnixSeconds => DateTimeOffset.FromUnixTimeSeconds(number),
            long number => DateTimeOffset.FromUnixTimeMilliseconds(number),
            _ => time.AddTicks(-(time.Ticks % TicksPerMicrosecond)),
        };

    public DateTimeOffset Read(DbDataReader reader, int column) =>
        storage switch
        {
            TimeStorage.UnixMilliseconds => DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(column)),
            TimeStorage.UnixSeconds => DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64(column)),
            TimeStorage.DjangoText => Parse(reader.GetString(column)),
            _ => reader.GetFieldValue<DateTimeOffset>(column),
        };

    public DataParameter Parameter(string name, DateTimeOffset? time) =>
        new(name, time is { } moment ? Encode(moment) : null, Type);

    // Without it, SQLite compares times through strftime and no index helps.
    public void Map(MappingSchema schema)
    {
        schema.SetDataType(typeof(DateTimeOffset), Type);
        schema.SetConverter<DateTimeOffset, DataParameter>(time => Parameter("", time));
        schema.SetValueToSqlConverter(
            typeof(DateTimeOffset),
            (sql, _, value) =>
                sql.Append(
                    Encode((DateTimeOffset)value) switch
                    {
                        long number => number.ToString(CultureInfo.InvariantCulture),
                        DateTimeOffset time => $"'{time:yyyy-MM-dd HH:mm:ss.ffffff}Z'",
                        object text => $"'{text}'",
                    }
                )
        );
        if (storage == TimeStorage.UnixSeconds)
        {
            schema.SetConverter<long, DateTimeOffset>(DateTimeOffset.FromUnixTimeSeconds);
        }
        else if (storage == TimeStorage.UnixMilliseconds)
        {
            schema.SetConverter<long, DateTimeOffset>(DateTimeOffset.FromUnixTimeMilliseconds);
        }
        else if (storage == TimeStorage.DjangoText)
        {
            schema.SetConverter<string, DateTimeOffset>(text => Parse(text));
        }
    }

    private static string Text(DateTimeOffset time) =>
        time.ToString(
            time.Ticks % TimeSpan.TicksPerSecond / TicksPerMicrosecond == 0 ? Seconds : Microseconds,
            CultureInfo.InvariantCulture
        );

    private static DateTimeOffset Parse(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
