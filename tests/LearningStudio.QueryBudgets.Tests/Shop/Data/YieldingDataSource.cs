using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace LearningStudio.QueryBudgets.Tests.Shop.Data;

/// <summary>A database in memory whose connections open as over a network: the caller's stack is gone afterwards.</summary>
internal sealed class YieldingDataSource(bool yields) : DbDataSource
{
    public override string ConnectionString => "Data Source=:memory:";

    protected override DbConnection CreateDbConnection() => new SqliteConnection(ConnectionString);

    protected override async ValueTask<DbConnection> OpenDbConnectionAsync(
        CancellationToken cancellationToken = default
    )
    {
        DbConnection connection = CreateDbConnection();
        if (yields)
        {
            await Task.Yield();
        }

        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
