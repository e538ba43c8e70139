using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace LearningStudio.Repositories.Diagnostics;

/// <summary>A command that records its statement when it is executed.</summary>
internal sealed class CountedCommand(DbCommand inner, StatementRecorder recorder) : DbCommand
{
    private DbConnection? _connection;
    private DbTransaction? _transaction;

    [AllowNull]
    public override string CommandText
    {
        get => inner.CommandText;
        set => inner.CommandText = value;
    }

    public override int CommandTimeout
    {
        get => inner.CommandTimeout;
        set => inner.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => inner.CommandType;
        set => inner.CommandType = value;
    }

    public override bool DesignTimeVisible
    {
        get => inner.DesignTimeVisible;
        set => inner.DesignTimeVisible = value;
    }

    public override UpdateRowSource UpdatedRowSource
    {
        get => inner.UpdatedRowSource;
        set => inner.UpdatedRowSource = value;
    }

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

    protected override DbParameterCollection DbParameterCollection => inner.Parameters;

    public override void Cancel() => inner.Cancel();

    public override void Prepare() => inner.Prepare();

    public override Task PrepareAsync(CancellationToken cancellationToken = default) =>
        inner.PrepareAsync(cancellationToken);

    public override int ExecuteNonQuery() =>
        recorder.IsIdle
            ? inner.ExecuteNonQuery()
            : recorder.Watch(recorder.Begin(inner), inner, static c => c.ExecuteNonQuery());

    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) =>
        recorder.IsIdle
            ? inner.ExecuteNonQueryAsync(cancellationToken)
            : recorder.WatchAsync(
                recorder.Begin(inner),
                (inner, cancellationToken),
                static c => c.inner.ExecuteNonQueryAsync(c.cancellationToken)
            );

    public override object? ExecuteScalar() =>
        recorder.IsIdle
            ? inner.ExecuteScalar()
            : recorder.Watch(recorder.Begin(inner), inner, static c => c.ExecuteScalar());

    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken) =>
        recorder.IsIdle
            ? inner.ExecuteScalarAsync(cancellationToken)
            : recorder.WatchAsync(
                recorder.Begin(inner),
                (inner, cancellationToken),
                static c => c.inner.ExecuteScalarAsync(c.cancellationToken)
            );

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) =>
        recorder.IsIdle
            ? inner.ExecuteReader(behavior)
            : recorder.Watch(recorder.Begin(inner), (inner, behavior), static c => c.inner.ExecuteReader(c.behavior));

    protected override Task<DbDataReader> ExecuteDbDataReaderAsync(
        CommandBehavior behavior,
        CancellationToken cancellationToken
    ) =>
        recorder.IsIdle
            ? inner.ExecuteReaderAsync(behavior, cancellationToken)
            : recorder.WatchAsync(
                recorder.Begin(inner),
                (inner, behavior, cancellationToken),
                static c => c.inner.ExecuteReaderAsync(c.behavior, c.cancellationToken)
            );

    protected override DbParameter CreateDbParameter() => inner.CreateParameter();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
