using System.Data.Common;
using LearningStudio.Statements;

namespace LearningStudio.Moderation.Sql.Databases;

/// <summary>Runs everything within a caller's transaction, which the caller commits. Not thread-safe, as the transaction is not.</summary>
internal sealed class TransactionRunner : ISqlRunner
{
    private readonly ISqlDialect _dialect;
    private readonly StatementReporter _statements;
    private readonly SqlSession _session;

    /// <exception cref="ArgumentException">The transaction has ended.</exception>
    public TransactionRunner(DbTransaction transaction, ISqlDialect dialect, StatementReporter statements)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        DbConnection connection =
            transaction.Connection
            ?? throw new ArgumentException(
                "The transaction has ended. Pass one that is open, on the database of the options.",
                nameof(transaction)
            );
        (_dialect, _statements) = (dialect, statements);
        _session = new SqlSession(connection, transaction, dialect, statements);
    }

    public Task<T> RunAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken) => work(_session);

    public Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken) => work(_session);

    public Task<T> TransactAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken) =>
        work(_session);

    public ISqlRunner On(DbTransaction transaction) => new TransactionRunner(transaction, _dialect, _statements);
}
