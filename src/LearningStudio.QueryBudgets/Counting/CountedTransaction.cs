using System.Data;
using System.Data.Common;

namespace LearningStudio.QueryBudgets.Counting;

/// <summary>A transaction of a counted connection.</summary>
internal sealed class CountedTransaction(DbTransaction inner, CountedConnection connection) : DbTransaction
{
    public DbTransaction Inner => inner;

    public override IsolationLevel IsolationLevel => inner.IsolationLevel;

    public override bool SupportsSavepoints => inner.SupportsSavepoints;

    // An ended transaction has no connection.
    protected override DbConnection? DbConnection => inner.Connection is null ? null : connection;

    public override void Commit() => inner.Commit();

    public override Task CommitAsync(CancellationToken cancellationToken = default) =>
        inner.CommitAsync(cancellationToken);

    public override void Rollback()
    {
        StatementRecorder.RolledBack();
        inner.Rollback();
    }

    public override Task RollbackAsync(CancellationToken cancellationToken = default)
    {
        StatementRecorder.RolledBack();
        return inner.RollbackAsync(cancellationToken);
    }

    public override void Save(string savepointName) => inner.Save(savepointName);

    public override Task SaveAsync(string savepointName, CancellationToken cancellationToken = default) =>
        inner.SaveAsync(savepointName, cancellationToken);

    public override void Rollback(string savepointName)
    {
        StatementRecorder.RolledBack();
        inner.Rollback(savepointName);
    }

    public override Task RollbackAsync(string savepointName, CancellationToken cancellationToken = default)
    {
        StatementRecorder.RolledBack();
        return inner.RollbackAsync(savepointName, cancellationToken);
    }

    public override void Release(string savepointName) => inner.Release(savepointName);

    public override Task ReleaseAsync(string savepointName, CancellationToken cancellationToken = default) =>
        inner.ReleaseAsync(savepointName, cancellationToken);

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
