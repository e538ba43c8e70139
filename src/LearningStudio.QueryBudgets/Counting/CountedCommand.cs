using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace LearningStudio.QueryBudgets.Counting;

/// <summary>A command that records its statement when it is executed.</summary>
internal sealed class CountedCommand(DbCommand inner) : DbCommand
{
    private readonly CountedExecution<DbCommand> _execution = new(inner, StatementRecorder.Begin);
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

    protected override DbParameterCollection DbParameterCollection => inner.Parameters;

    public override void Cancel() => inner.Cancel();

    public override void Prepare() => inner.Prepare();

    public override Task PrepareAsync(CancellationToken cancellationToken = default) =>
        inner.PrepareAsync(cancellationToken);

    public override int ExecuteNonQuery() => _execution.Run(static target => target.ExecuteNonQuery());

    public override Task<int> ExecuteNonQueryAsync(CancellationToken cancellationToken) =>
        _execution.RunAsync(cancellationToken, static (target, token) => target.ExecuteNonQueryAsync(token));

    public override object? ExecuteScalar() => _execution.Run(static target => target.ExecuteScalar());

    public override Task<object?> ExecuteScalarAsync(CancellationToken cancellationToken) =>
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
