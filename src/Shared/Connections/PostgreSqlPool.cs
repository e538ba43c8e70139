using DbUp;
using DbUp.Builder;
using DbUp.Postgresql;
using LearningStudio.DatabaseLocks;
using Npgsql;

namespace LearningStudio.Connections;

/// <summary>The connections of a PostgreSQL database: a data source of the caller's, or one of its own, which it disposes. Thread-safe.</summary>
internal sealed class PostgreSqlPool : IAsyncDisposable, IDisposable
{
    // One number for all packages: their migrations, which read each other's tables, take turns.
    private const long MigrationLock = 0x4C53_5265_706F;
    private const int PreparedStatements = 100;
    private readonly bool _isOwned;

    /// <summary>Over a data source of the caller's, who disposes it.</summary>
    public PostgreSqlPool(NpgsqlDataSource dataSource) => DataSource = dataSource;

    /// <summary>Over one of its own, which prepares statements unless the connection string says otherwise.</summary>
    public PostgreSqlPool(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        if (!connection.Keys.Contains("Max Auto Prepare", StringComparer.OrdinalIgnoreCase))
        {
            connection.MaxAutoPrepare = PreparedStatements;
        }

        (DataSource, _isOwned) = (NpgsqlDataSource.Create(connection), true);
    }

    public NpgsqlDataSource DataSource { get; }

    public UpgradeEngineBuilder Migrate() =>
        DeployChanges.To.PostgresqlDatabase(new PostgresqlConnectionManager(DataSource));

    /// <summary>Waits until no other process migrates the database; held until it is disposed, on the same thread.</summary>
    public IDisposable OneMigrationAtATime() => AdvisoryLock.Enter(DataSource, MigrationLock);

    public ValueTask DisposeAsync() => _isOwned ? DataSource.DisposeAsync() : ValueTask.CompletedTask;

    public void Dispose()
    {
        if (_isOwned)
        {
            DataSource.Dispose();
        }
    }
}
