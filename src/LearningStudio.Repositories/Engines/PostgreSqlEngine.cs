using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using DbUp;
using DbUp.Builder;
using DbUp.Postgresql;
using LinqToDB;
using LinqToDB.Data;
using LinqToDB.DataProvider.PostgreSQL;
using LinqToDB.Mapping;
using Npgsql;

namespace LearningStudio.Repositories.Engines;

/// <summary>PostgreSQL 13 or later, over a data source.</summary>
internal sealed partial class PostgreSqlEngine(NpgsqlDataSource dataSource, bool isOwned)
    : IForumEngine,
        IAsyncDisposable,
        IDisposable
{
    private const char Replacement = '\uFFFD';

    public string Name => "PostgreSql";

    public TimeStorage NativeTimes => TimeStorage.Timestamp;

    // The version is given, so that linq2db opens no connection to ask for it.
    public DataOptions Connect(DataOptions options) =>
        options
            .UsePostgreSQL(dataSource.ConnectionString, PostgreSQLVersion.v13)
            .UseConnectionFactory(_ => dataSource.CreateConnection());

    public void Map(MappingSchema schema)
    {
        schema.SetDataType(typeof(DateOnly), DataType.Date);
        schema.SetConverter<DateOnly, DataParameter>(day => new DataParameter("", day, DataType.Date));
    }

    public UpgradeEngineBuilder Migrate() =>
        DeployChanges.To.PostgresqlDatabase(new PostgresqlConnectionManager(dataSource));

    public bool IsTransient(DbException failure) =>
        failure.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
        || failure is NpgsqlException { IsTransient: true };

    public ValueTask DisposeAsync() => isOwned ? dataSource.DisposeAsync() : ValueTask.CompletedTask;

    public void Dispose()
    {
        if (isOwned)
        {
            dataSource.Dispose();
        }
    }

    /// <summary>Its text cannot hold NUL.</summary>
    public string Text(string text) => text.Replace('\0', Replacement);

    public string Set(IEnumerable<long> ids) =>
        $"{{{string.Join(',', ids.Select(id => id.ToString(CultureInfo.InvariantCulture)))}}}";

    public DataParameter Day(string name, DateOnly day) => new(name, day, DataType.Date);

    public string Search(IReadOnlyList<string> words) => string.Join(" & ", words.Select(word => $"'{word}'")) + ":*";

    public string Sql(string script) =>
        SecondsBetween()
            .Replace(
                UtcDay().Replace(script, "(${time} AT TIME ZONE 'UTC')::date"),
                "extract(epoch FROM ${to} - ${from})::double precision"
            );

    /// <summary>Whatever the server did not refuse itself may have been done; and a server that ends does not tell.</summary>
    public bool IsUncertain(DbException failure) =>
        failure
            is not PostgresException
            {
                SqlState: not (PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown)
            };

    [GeneratedRegex(@"seconds_between\((?<from>[^(),]+), (?<to>[^(),]+)\)", RegexOptions.None, 1000)]
    private static partial Regex SecondsBetween();

    [GeneratedRegex(@"utc_day\((?<time>[^()]+)\)", RegexOptions.None, 1000)]
    private static partial Regex UtcDay();
}
