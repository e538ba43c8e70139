using System.Data.Common;
using System.Globalization;
using DbUp;
using DbUp.Builder;
using DbUp.Postgresql;
using LearningStudio.DatabaseLocks;
using Npgsql;

namespace LearningStudio.Moderation.Sql.Databases;

/// <summary>PostgreSQL 13 or later, over a data source.</summary>
internal sealed class PostgreSqlDialect(NpgsqlDataSource dataSource, bool isOwned)
    : ISqlDialect,
        IAsyncDisposable,
        IDisposable
{
    private const char Replacement = '\uFFFD';

    // The number that LearningStudio.Repositories takes too: migrations of both, which read each other's tables, take turns.
    private const long MigrationLock = 0x4C53_5265_706F;
    private const int PreparedStatements = 100;

    public string Name => "PostgreSql";

    public bool HasOneWriter => false;

    public string ForUpdate => " FOR NO KEY UPDATE";

    public string ForUpdateSkipLocked => " FOR NO KEY UPDATE SKIP LOCKED";

    /// <summary>Over a data source of its own, which prepares statements unless the connection string says otherwise.</summary>
    public static PostgreSqlDialect Create(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        if (!connection.Keys.Contains("Max Auto Prepare", StringComparer.OrdinalIgnoreCase))
        {
            connection.MaxAutoPrepare = PreparedStatements;
        }

        return new PostgreSqlDialect(NpgsqlDataSource.Create(connection), isOwned: true);
    }

    public DbConnection Connect() => dataSource.CreateConnection();

    public UpgradeEngineBuilder Migrate() =>
        DeployChanges.To.PostgresqlDatabase(new PostgresqlConnectionManager(dataSource));

    public UpgradeEngineBuilder JournalTo(UpgradeEngineBuilder builder, string table) =>
        builder.JournalToPostgresqlTable(null, table);

    public IDisposable OneMigrationAtATime() => AdvisoryLock.Enter(dataSource, MigrationLock);

    public object Time(DateTimeOffset moment) => moment.ToUniversalTime();

    public DateTimeOffset ReadTime(DbDataReader row, int column) => row.GetFieldValue<DateTimeOffset>(column);

    public DateOnly ReadDay(DbDataReader row, int column) => row.GetFieldValue<DateOnly>(column);

    /// <summary>Its text cannot hold NUL.</summary>
    public string Text(string text) => text.Replace('\0', Replacement);

    public string Set(IEnumerable<long> ids) =>
        $"{{{string.Join(',', ids.Select(id => id.ToString(CultureInfo.InvariantCulture)))}}}";

    public string IsIn(string id, string set) => $"{id} = ANY (CAST({set} AS bigint[]))";

    public string EachId(string set, string alias) => $"unnest(CAST({set} AS bigint[])) AS {alias} (value)";

    public string AsSet(string set) => $"CAST({set} AS bigint[])";

    public string EachText(string texts, string alias) =>
        $"json_array_elements_text(CAST({texts} AS json)) AS {alias} (value)";

    public string EachNumber(string numbers, string alias) =>
        $"(SELECT CAST(key AS bigint) AS key, CAST(value AS integer) AS value FROM json_each_text(CAST({numbers} AS json))) AS {alias}";

    public string EachObject(string objects, string alias) =>
        $"json_array_elements(CAST({objects} AS json)) AS {alias} (value)";

    public string FromMilliseconds(string milliseconds) =>
        $"(timestamptz 'epoch' + {milliseconds} * interval '1 millisecond')";

    public string Greatest(string one, string other) => $"GREATEST({one}, {other})";

    public string Least(string one, string other) => $"LEAST({one}, {other})";

    public string UtcDay(string moment) => $"({moment} AT TIME ZONE 'UTC')::date";

    public string SecondsBetween(string from, string to) => $"extract(epoch FROM {to} - {from})::double precision";

    public bool IsDuplicate(DbException failure) => failure.SqlState is PostgresErrorCodes.UniqueViolation;

    public ValueTask DisposeAsync() => isOwned ? dataSource.DisposeAsync() : ValueTask.CompletedTask;

    public void Dispose()
    {
        if (isOwned)
        {
            dataSource.Dispose();
        }
    }
}
