using System.Data.Common;

namespace LearningStudio.Moderation.Sql.Databases;

/// <summary>Runs everything within a caller's transaction, which the caller commits. Not thread-safe, as the transaction is not.</summary>
internal sealed class TransactionRunner : ISqlRunner
{
    private readonly SqlSession _session;

    /// <exception cref="ArgumentException">The transaction has ended.</exception>
    public TransactionRunner(DbTransaction transaction, ISqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        DbConnection connection =
            transaction.Connection
            ?? throw new ArgumentException(
                "The transaction has ended. Pass one that is open, on the database of the options.",
                nameof(transaction)
            );
        _session = new SqlSession(connection, transaction, dialect);
    }

    public Task<T> RunAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken) => work(_session);

    public Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken) => work(_session);

    public Task<T> TransactAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken) =>
        work(_session);
}
