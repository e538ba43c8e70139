using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using DbUp.Builder;
using LearningStudio.Connections;
using LearningStudio.Repositories.Schema;
using LinqToDB;
using LinqToDB.Data;
using LinqToDB.Mapping;
using Npgsql;

namespace LearningStudio.Repositories.Sql;

/// <summary>PostgreSQL 13 or later, over a pool.</summary>
internal sealed class PostgreSqlDialect(PostgreSqlPool pool) : ISqlDialect, IAsyncDisposable, IDisposable
{
    private const char Replacement = '\uFFFD';

    public string Name => "PostgreSql";

    public TimeStorage NativeTimes => TimeStorage.Timestamp;

    public string? WriterFile => null;

    public string Commit => "COMMIT";

    public string OutboxLock => "SELECT pg_advisory_xact_lock(83920748376176)";

    // The version is given, so that linq2db opens no connection to ask for it.
    public DataOptions Connect(DataOptions options) =>
        options.UseConnectionString(new DataSourceProvider(pool.DataSource), pool.DataSource.ConnectionString);

    public void Map(MappingSchema schema)
    {
        schema.SetDataType(typeof(DateOnly), DataType.Date);
        schema.SetConverter<DateOnly, DataParameter>(day => new DataParameter("", day, DataType.Date));
    }

    public UpgradeEngineBuilder Migrate() => pool.Migrate();

    public IDisposable OneMigrationAtATime() => pool.OneMigrationAtATime();

    /// <summary>Refused for another's sake, or by a server or connection that is gone. A statement that took too long is not tried again.</summary>
    public bool IsTransient(DbException failure) =>
        failure.SqlState is { } state
            ? state
                is PostgresErrorCodes.SerializationFailure
                    or PostgresErrorCodes.DeadlockDetected
                    or PostgresErrorCodes.LockNotAvailable
                || IsOfTheConnection(state)
            : failure.InnerException is IOException or SocketException;

    public ValueTask DisposeAsync() => pool.DisposeAsync();

    public void Dispose() => pool.Dispose();

    /// <summary>Its text cannot hold NUL.</summary>
    public string Text(string text) => text.Replace('\0', Replacement);

    public string Set(IEnumerable<long> ids) =>
        $"{{{string.Join(',', ids.Select(id => id.ToString(CultureInfo.InvariantCulture)))}}}";

    public DataParameter Day(string name, DateOnly day) => new(name, day, DataType.Date);

    public string Search(IReadOnlyList<string> words) => string.Join(" & ", words.Select(word => $"'{word}'")) + ":*";

    public string Now => "clock_timestamp()";

    public string UtcDay(string time) => $"({time} AT TIME ZONE 'UTC')::date";

    public string SecondsBetween(string from, string to) => $"extract(epoch FROM {to} - {from})::double precision";

    public string IsIn(string id, string set) => $"{id} = ANY (CAST({set} AS bigint[]))";

    public string EachText(string texts) => $"json_array_elements_text(CAST({texts} AS json)) AS each_text (value)";

    public string InMilliseconds(string delay) => $"({Now} + {delay} * interval '1 millisecond')";

    public string Lock(string clause) => $" {clause}";

    public bool IsDuplicate(DbException failure) => failure.SqlState is PostgresErrorCodes.UniqueViolation;

    /// <summary>Whatever the server did not refuse itself may have been done; one that ends does not tell.</summary>
    public bool IsUncertain(DbException failure) =>
        failure.SqlState is not { } state
        || state is PostgresErrorCodes.StatementCompletionUnknown
        || IsOfTheConnection(state);

    // Class 08: connection exceptions; 57P01 to 57P03: the server ends or begins.
    private static bool IsOfTheConnection(string state) =>
        state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P0", StringComparison.Ordinal);
}
