using System.Data.Common;

namespace LearningStudio.QueryBudgets.Counting;

/// <summary>A provider's factory whose connections, commands and batches are counted.</summary>
internal sealed class CountedProviderFactory(DbProviderFactory inner) : DbProviderFactory
{
    public override bool CanCreateBatch => inner.CanCreateBatch;

    public override bool CanCreateCommandBuilder => inner.CanCreateCommandBuilder;

    public override bool CanCreateDataAdapter => inner.CanCreateDataAdapter;

    public override bool CanCreateDataSourceEnumerator => inner.CanCreateDataSourceEnumerator;

    public override DbConnection? CreateConnection() =>
        inner.CreateConnection() is { } connection ? new CountedConnection(connection) : null;

    public override DbCommand? CreateCommand() =>
        inner.CreateCommand() is { } command ? new CountedCommand(command) : null;

    public override DbBatch CreateBatch() => new CountedBatch(inner.CreateBatch());

    public override DbBatchCommand CreateBatchCommand() => inner.CreateBatchCommand();

    public override DbParameter? CreateParameter() => inner.CreateParameter();

    public override DbDataSource CreateDataSource(string connectionString) =>
        new CountedDataSource(inner.CreateDataSource(connectionString));

    public override DbConnectionStringBuilder? CreateConnectionStringBuilder() => inner.CreateConnectionStringBuilder();

    public override DbCommandBuilder? CreateCommandBuilder() => inner.CreateCommandBuilder();

    public override DbDataAdapter? CreateDataAdapter() => inner.CreateDataAdapter();

    public override DbDataSourceEnumerator? CreateDataSourceEnumerator() => inner.CreateDataSourceEnumerator();
}
