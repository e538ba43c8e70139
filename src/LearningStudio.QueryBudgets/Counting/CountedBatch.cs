using System.Data;
using System.Data.Common;

namespace LearningStudio.QueryBudgets.Counting;

/// <summary>A batch that records itself as one statement when it is executed.</summary>
internal sealed class CountedBatch(DbBatch inner) : DbBatch
{
    private readonly CountedExecution<DbBatch> _execution = new(inner, StatementRecorder.Begin);
    private DbConnection? _connection;
    private DbTransaction? _transaction;

    public override int Timeout
    {
        get => inner.Timeout;
        set => inner.Timeout = value;
    }

    protected override DbBatchCommandCollection DbBatchCommands => inner.BatchCommands;

    protected override DbConnection? DbConnection
    {
        get => _connection;
        set
        {
            _connection = value;
            _execution.Connection = value as CountedConnection;
            inner.Connection = _execution.Connection?.Inner ?? value;
        }
    }

    protected override DbTransaction? DbTransaction
    {
        get => _transaction;
        set
        {
            _transaction = value;
            inner.Transaction = value is CountedTransaction counted ? counted.Inner : value;
        }
    }

    public override void Cancel() => inner.Cancel();

    public override void Prepare() => inner.Prepare();

    public override Task PrepareAsync(CancellationToken cancellationToken = default) =>
        inner.PrepareAsync(cancellationToken);

    public override int ExecuteNonQuery() => _execution.Run(static target => target.ExecuteNonQuery());

    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken = default) =>
        _execution.RunAsync(cancellationToken, static (target, token) => target.ExecuteNonQueryAsync(token));

    public override object? ExecuteScalar() => _execution.Run(static target => target.ExecuteScalar());

    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken = default) =>
        _execution.RunAsync(cancellationToken, static (target, token) => target.ExecuteScalarAsync(token));

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) =>
        _execution.Run(behavior, static (target, reading) => target.ExecuteReader(reading));

    protected override Task<DbDataReader> ExecuteDbDataReaderAsync(
        CommandBehavior behavior,
        CancellationToken cancellationToken
    ) =>
        _execution.RunAsync(
            (behavior, cancellationToken),
            static (target, reading) => target.ExecuteReaderAsync(reading.behavior, reading.cancellationToken)
        );

    protected override DbBatchCommand CreateDbBatchCommand() => inner.CreateBatchCommand();

    public override void Dispose()
    {
        inner.Dispose();
        base.Dispose();
    }

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
