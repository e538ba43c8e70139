using System.Data.Common;
using System.Globalization;
using DbUp.Builder;
using LearningStudio.Connections;
using Npgsql;

namespace LearningStudio.Moderation.Sql.Databases;

/// <summary>PostgreSQL 13 or later, over a pool.</summary>
internal sealed class PostgreSqlDialect(PostgreSqlPool pool) : ISqlDialect, IAsyncDisposable, IDisposable
{
    private const char Replacement = '\uFFFD';

    public string Name => "PostgreSql";

    public string? WriterFile => null;

    public string ForUpdate => " FOR NO KEY UPDATE";

    public string ForUpdateSkipLocked => " FOR NO KEY UPDATE SKIP LOCKED";

    public DbConnection Connect() => pool.DataSource.CreateConnection();

    public UpgradeEngineBuilder Migrate() => pool.Migrate();

    public UpgradeEngineBuilder JournalTo(UpgradeEngineBuilder builder, string table) =>
        builder.JournalToPostgresqlTable(null, table);

    public IDisposable OneMigrationAtATime() => pool.OneMigrationAtATime();

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

    public string EachObject(string objects, string alias) =>
        $"json_array_elements(CAST({objects} AS json)) AS {alias} (value)";

    public string FromMilliseconds(string milliseconds) =>
        $"(timestamptz 'epoch' + {milliseconds} * interval '1 millisecond')";

    public string Greatest(string one, string other) => $"GREATEST({one}, {other})";

    public string Least(string one, string other) => $"LEAST({one}, {other})";

    public string UtcDay(string moment) => $"({moment} AT TIME ZONE 'UTC')::date";

    public string SecondsBetween(string from, string to) => $"extract(epoch FROM {to} - {from})::double precision";

    public bool IsDuplicate(DbException failure) => failure.SqlState is PostgresErrorCodes.UniqueViolation;

    public ValueTask DisposeAsync() => pool.DisposeAsync();

    public void Dispose() => pool.Dispose();
}
