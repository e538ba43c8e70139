using System.Data.Common;
using System.Globalization;
using DbUp.Builder;
using LearningStudio.Connections;
using Microsoft.Data.Sqlite;

namespace LearningStudio.Moderation.Sql.Databases;

/// <summary>SQLite: one writer at a time, moments as milliseconds since 1970, days as days since then.</summary>
internal sealed class SqliteDialect(string connectionString) : ISqlDialect
{
    private const int NotUnique = 2067;
    private static readonly DateOnly Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch);

    // Votes and codes go with their item: foreign keys are enforced.
    private readonly SqliteFile _file = new(connectionString);

    public string Name => "Sqlite";

    public string WriterFile => _file.FullPath;

    public string ForUpdate => "";

    public string ForUpdateSkipLocked => "";

    public DbConnection Connect() => new SqliteConnection(_file.ConnectionString);

    public UpgradeEngineBuilder Migrate() => _file.Migrate();

    public UpgradeEngineBuilder JournalTo(UpgradeEngineBuilder builder, string table) =>
        builder.JournalToSqliteTable(table);

    public IDisposable OneMigrationAtATime() => _file.OneMigrationAtATime();

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

    public string EachObject(string objects, string alias) => $"json_each({objects}) AS {alias}";

    public string FromMilliseconds(string milliseconds) => milliseconds;

    public string Greatest(string one, string other) => $"MAX({one}, {other})";

    public string Least(string one, string other) => $"MIN({one}, {other})";

    public string UtcDay(string moment) => $"({moment} / 86400000)";

    public string SecondsBetween(string from, string to) => $"(({to} - {from}) / 1000.0)";

    public bool IsDuplicate(DbException failure) => failure is SqliteException { SqliteExtendedErrorCode: NotUnique };
}
