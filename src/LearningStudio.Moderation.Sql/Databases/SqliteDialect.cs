using System.Data.Common;
using System.Globalization;
using DbUp;
using DbUp.Builder;
using LearningStudio.DatabaseLocks;
using Microsoft.Data.Sqlite;

namespace LearningStudio.Moderation.Sql.Databases;

/// <summary>SQLite: one writer at a time, moments as milliseconds since 1970, days as days since then.</summary>
internal sealed class SqliteDialect(string connectionString) : ISqlDialect
{
    private const int NotUnique = 2067;
    private static readonly DateOnly Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch);

    // Votes and codes go with their item.
    private readonly string _connectionString = new SqliteConnectionStringBuilder(connectionString)
    {
        ForeignKeys = true,
    }.ConnectionString;

    public string Name => "Sqlite";

    public bool HasOneWriter => true;

    public string ForUpdate => "";

    public string ForUpdateSkipLocked => "";

    public DbConnection Connect() => new SqliteConnection(_connectionString);

    public UpgradeEngineBuilder Migrate()
    {
        var parsed = new SqliteConnectionStringBuilder(_connectionString);
        if (parsed.Mode != SqliteOpenMode.Memory && Path.GetDirectoryName(parsed.DataSource) is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        using (var connection = new SqliteConnection(_connectionString))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            // Readers go on while a transaction writes; the setting stays with the file.
            command.CommandText = "PRAGMA journal_mode = WAL";
            command.ExecuteNonQuery();
        }

        return DeployChanges.To.SqliteDatabase(_connectionString);
    }

    public UpgradeEngineBuilder JournalTo(UpgradeEngineBuilder builder, string table) =>
        builder.JournalToSqliteTable(table);

    public IDisposable OneMigrationAtATime() =>
        NamedLock.Enter(Path.GetFullPath(new SqliteConnectionStringBuilder(_connectionString).DataSource));

    public object Time(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds();

    public DateTimeOffset ReadTime(DbDataReader row, int column) =>
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));

    public DateOnly ReadDay(DbDataReader row, int column) => Epoch.AddDays(row.GetInt32(column));

    public string Text(string text) => text;

    public string Set(IEnumerable<long> ids) =>
        $"[{string.Join(',', ids.Select(id => id.ToString(CultureInfo.InvariantCulture)))}]";

    public string IsIn(string id, string set) => $"{id} IN (SELECT value FROM json_each({set}))";

    public string EachId(string set, string alias) => $"json_each({set}) AS {alias}";

    public string AsSet(string set) => set;

    public string EachText(string texts, string alias) => $"json_each({texts}) AS {alias}";

    public string EachNumber(string numbers, string alias) =>
        $"(SELECT CAST(key AS INTEGER) AS key, value FROM json_each({numbers})) AS {alias}";

    public string EachObject(string objects, string alias) => $"json_each({objects}) AS {alias}";

    public string FromMilliseconds(string milliseconds) => milliseconds;

    public string Greatest(string one, string other) => $"MAX({one}, {other})";

    public string Least(string one, string other) => $"MIN({one}, {other})";

    public string UtcDay(string moment) => $"({moment} / 86400000)";

    public string SecondsBetween(string from, string to) => $"(({to} - {from}) / 1000.0)";

    public bool IsDuplicate(DbException failure) => failure is SqliteException { SqliteExtendedErrorCode: NotUnique };
}
