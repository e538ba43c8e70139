using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using LearningStudio.QueryBudgets.Counting;
using LearningStudio.QueryBudgets.Stacks;

namespace LearningStudio.QueryBudgets;

/// <summary>A connection whose statements <see cref="QueryScope"/> sees; for plain ADO.NET, Dapper and the like.</summary>
/// <remarks>
/// Everything is the inner connection's own, also its readers and parameters. A command counts when it is executed; a
/// batch, which is sent at once, counts as one statement. As thread-safe as the inner connection.
/// </remarks>
public sealed class CountedConnection : DbConnection
{
    /// <summary>Wraps a connection, and disposes it when it is disposed.</summary>
    /// <param name="inner">Of any provider; of a counted connection, its inner one is taken.</param>
    public CountedConnection(DbConnection inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Inner = inner is CountedConnection counted ? counted.Inner : inner;
        Inner.StateChange += Forward;
    }

    internal CountedConnection(DbConnection opened, CapturedStack? opening)
        : this(opened) => Opened = opening;

    /// <summary>The wrapped connection, for what only its provider offers.</summary>
    public DbConnection Inner { get; }

    /// <summary>The stack that opened it, if a scope looked at every stack then.</summary>
    internal CapturedStack? Opened { get; private set; }

    /// <inheritdoc/>
    [AllowNull]
    public override string ConnectionString
    {
        get => Inner.ConnectionString;
        set => Inner.ConnectionString = value;
    }

    /// <inheritdoc/>
    public override int ConnectionTimeout => Inner.ConnectionTimeout;

    /// <inheritdoc/>
    public override string Database => Inner.Database;

    /// <inheritdoc/>
    public override string DataSource => Inner.DataSource;

    /// <inheritdoc/>
    public override string ServerVersion => Inner.ServerVersion;

    /// <inheritdoc/>
    public override ConnectionState State => Inner.State;

    /// <inheritdoc/>
    public override bool CanCreateBatch => Inner.CanCreateBatch;

    /// <inheritdoc/>
    protected override DbProviderFactory? DbProviderFactory =>
        DbProviderFactories.GetFactory(Inner) is { } factory ? new CountedProviderFactory(factory) : null;

    /// <inheritdoc/>
    public override void Open()
    {
        Opened = StatementRecorder.Opening();
        Inner.Open();
    }

    /// <inheritdoc/>
    public override Task OpenAsync(CancellationToken cancellationToken)
    {
        Opened = StatementRecorder.Opening();
        return Inner.OpenAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Close() => Inner.Close();

    /// <inheritdoc/>
    public override Task CloseAsync() => Inner.CloseAsync();

    /// <inheritdoc/>
    public override void ChangeDatabase(string databaseName) => Inner.ChangeDatabase(databaseName);

    /// <inheritdoc/>
    public override Task ChangeDatabaseAsync(string databaseName, CancellationToken cancellationToken = default) =>
        Inner.ChangeDatabaseAsync(databaseName, cancellationToken);

    /// <inheritdoc/>
    public override void EnlistTransaction(System.Transactions.Transaction? transaction) =>
        Inner.EnlistTransaction(transaction);

    /// <inheritdoc/>
    public override DataTable GetSchema() => Inner.GetSchema();

    /// <inheritdoc/>
    public override DataTable GetSchema(string collectionName) => Inner.GetSchema(collectionName);

    /// <inheritdoc/>
    public override DataTable GetSchema(string collectionName, string?[] restrictionValues) =>
        Inner.GetSchema(collectionName, restrictionValues);

    /// <inheritdoc/>
    public override Task<DataTable> GetSchemaAsync(CancellationToken cancellationToken = default) =>
        Inner.GetSchemaAsync(cancellationToken);

    /// <inheritdoc/>
    public override Task<DataTable> GetSchemaAsync(
        string collectionName,
        CancellationToken cancellationToken = default
    ) => Inner.GetSchemaAsync(collectionName, cancellationToken);

    /// <inheritdoc/>
    public override Task<DataTable> GetSchemaAsync(
        string collectionName,
        string?[] restrictionValues,
        CancellationToken cancellationToken = default
    ) => Inner.GetSchemaAsync(collectionName, restrictionValues, cancellationToken);

    /// <inheritdoc/>
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) =>
        new CountedTransaction(Inner.BeginTransaction(isolationLevel), this);

    /// <inheritdoc/>
    protected override async ValueTask<DbTransaction> BeginDbTransactionAsync(
        IsolationLevel isolationLevel,
        CancellationToken cancellationToken
    ) =>
        new CountedTransaction(
            await Inner.BeginTransactionAsync(isolationLevel, cancellationToken).ConfigureAwait(false),
            this
        );

    /// <inheritdoc/>
    protected override DbCommand CreateDbCommand() => new CountedCommand(Inner.CreateCommand()) { Connection = this };

    /// <inheritdoc/>
    protected override DbBatch CreateDbBatch() => new CountedBatch(Inner.CreateBatch()) { Connection = this };

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Inner.Dispose();
            Inner.StateChange -= Forward;
        }

        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await Inner.DisposeAsync().ConfigureAwait(false);
        Inner.StateChange -= Forward;
        await base.DisposeAsync().ConfigureAwait(false);
    }

    private void Forward(object sender, StateChangeEventArgs change) => OnStateChange(change);
}
