using System.Data;
using System.Data.Common;

namespace LearningStudio.Repositories.Diagnostics;

/// <summary>A batch that records itself as one statement when it is executed.</summary>
internal sealed class CountedBatch(DbBatch inner, StatementRecorder recorder) : DbBatch
{
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
            inner.Connection = value is CountedConnection counted ? counted.Inner : value;
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

    public override int ExecuteNonQuery() =>
        recorder.IsIdle
            ? inner.ExecuteNonQuery()
            : recorder.Watch(recorder.Begin(inner), inner, static b => b.ExecuteNonQuery());

    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken = default) =>
        recorder.IsIdle
            ? inner.ExecuteNonQueryAsync(cancellationToken)
            : recorder.WatchAsync(
                recorder.Begin(inner),
                (inner, cancellationToken),
                static b => b.inner.ExecuteNonQueryAsync(b.cancellationToken)
            );

    public override object? ExecuteScalar() =>
        recorder.IsIdle
            ? inner.ExecuteScalar()
            : recorder.Watch(recorder.Begin(inner), inner, static b => b.ExecuteScalar());

    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken = default) =>
        recorder.IsIdle
            ? inner.ExecuteScalarAsync(cancellationToken)
            : recorder.WatchAsync(
                recorder.Begin(inner),
                (inner, cancellationToken),
                static b => b.inner.ExecuteScalarAsync(b.cancellationToken)
            );

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) =>
        recorder.IsIdle
            ? inner.ExecuteReader(behavior)
            : recorder.Watch(recorder.Begin(inner), (inner, behavior), static b => b.inner.ExecuteReader(b.behavior));

    protected override Task<DbDataReader> ExecuteDbDataReaderAsync(
        CommandBehavior behavior,
        CancellationToken cancellationToken
    ) =>
        recorder.IsIdle
            ? inner.ExecuteReaderAsync(behavior, cancellationToken)
            : recorder.WatchAsync(
                recorder.Begin(inner),
                (inner, behavior, cancellationToken),
                static b => b.inner.ExecuteReaderAsync(b.behavior, b.cancellationToken)
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
