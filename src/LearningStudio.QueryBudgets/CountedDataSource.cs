using System.Data.Common;
using LearningStudio.QueryBudgets.Counting;
using LearningStudio.QueryBudgets.Stacks;

namespace LearningStudio.QueryBudgets;

/// <summary>A data source whose connections, commands and batches <see cref="QueryScope"/> sees.</summary>
/// <remarks>Everything else is the inner data source's own, also its pool. As thread-safe as that one.</remarks>
public sealed class CountedDataSource : DbDataSource
{
    /// <summary>Wraps a data source, and disposes it when it is disposed.</summary>
    /// <param name="inner">Of any provider; of a counted data source, its inner one is taken.</param>
    public CountedDataSource(DbDataSource inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Inner = inner is CountedDataSource counted ? counted.Inner : inner;
    }

    /// <summary>The wrapped data source, for what only its provider offers.</summary>
    public DbDataSource Inner { get; }

    /// <inheritdoc/>
    public override string ConnectionString => Inner.ConnectionString;

    /// <inheritdoc/>
    protected override DbConnection CreateDbConnection() => new CountedConnection(Inner.CreateConnection());

    /// <inheritdoc/>
    protected override DbConnection OpenDbConnection()
    {
        CapturedStack? opening = StatementRecorder.Opening();
        return new CountedConnection(Inner.OpenConnection(), opening);
    }

    /// <inheritdoc/>
    protected override async ValueTask<DbConnection> OpenDbConnectionAsync(
        CancellationToken cancellationToken = default
    )
    {
        CapturedStack? opening = StatementRecorder.Opening();
        DbConnection opened = await Inner.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        return new CountedConnection(opened, opening);
    }

    /// <inheritdoc/>
    protected override DbCommand CreateDbCommand(string? commandText = null) =>
        new CountedCommand(Inner.CreateCommand(commandText));

    /// <inheritdoc/>
    protected override DbBatch CreateDbBatch() => new CountedBatch(Inner.CreateBatch());

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    protected override async ValueTask DisposeAsyncCore()
    {
        await Inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsyncCore().ConfigureAwait(false);
    }
}
