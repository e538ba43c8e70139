using System.Data.Common;
using System.Globalization;
using DbUp.Builder;
using LearningStudio.Connections;
using LearningStudio.Repositories.Schema;
using LinqToDB;
using LinqToDB.Data;
using LinqToDB.DataProvider.SQLite;
using LinqToDB.Mapping;
using Microsoft.Data.Sqlite;

namespace LearningStudio.Repositories.Sql;

/// <summary>SQLite: one writer at a time, and days as numbers.</summary>
internal sealed class SqliteDialect(string connectionString) : ISqlDialect
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int NotUnique = 2067;

    private readonly SqliteFile _file = new(connectionString);

    public string Name => "Sqlite";

    public string WriterFile => _file.FullPath;

    public string? Commit => null;

    public string? OutboxLock => null;

    public TimeStorage NativeTimes => TimeStorage.UnixMilliseconds;

    public DataOptions Connect(DataOptions options) =>
        options.UseSQLite(_file.ConnectionString, SQLiteProvider.Microsoft);

    public void Map(MappingSchema schema)
    {
        schema.SetDataType(typeof(DateOnly), DataType.Int32);
        schema.SetConverter<long, DateOnly>(day => EpochDay.FromNumber((int)day));
        schema.SetConverter<DateOnly, DataParameter>(day => DataParameter.Int32("", EpochDay.ToNumber(day)));
    }

    public UpgradeEngineBuilder Migrate() => _file.Migrate();

    public IDisposable OneMigrationAtATime() => _file.OneMigrationAtATime();

    public bool IsTransient(DbException failure) => failure is SqliteException { SqliteErrorCode: Busy or Locked };

    public string Text(string text) => text;

    public string Set(IEnumerable<long> ids) =>
        $"[{string.Join(',', ids.Select(id => id.ToString(CultureInfo.InvariantCulture)))}]";

    public DataParameter Day(string name, DateOnly day) => DataParameter.Int32(name, EpochDay.ToNumber(day));

    public string Search(IReadOnlyList<string> words) => string.Join(' ', words.Select(word => $"\"{word}\"")) + "*";

    public string Now => "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)";

    public string UtcDay(string time) => $"({time} / 86400000)";

    public string SecondsBetween(string from, string to) => $"(({to} - {from}) / 1000.0)";

    public string IsIn(string id, string set) => $"{id} IN (SELECT value FROM json_each({set}))";

    public string EachText(string texts) => $"json_each({texts})";

    public string InMilliseconds(string delay) => $"({Now} + {delay})";

    public string Lock(string clause) => "";

    public bool IsUncertain(DbException failure) => false;

    public bool IsDuplicate(DbException failure) => failure is SqliteException { SqliteExtendedErrorCode: NotUnique };
}
