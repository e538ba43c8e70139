using System.Data.Common;
using LearningStudio.DatabaseLocks;
using LearningStudio.Statements;

namespace LearningStudio.Moderation.Sql.Databases;

/// <summary>The database of the options: a connection for each call, which goes back to its pool afterwards. Thread-safe.</summary>
internal sealed class ModerationDatabase(ISqlDialect dialect, WriterLine line, StatementReporter statements)
    : ISqlRunner
{
    public async Task<T> RunAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken)
    {
        DbConnection connection = dialect.Connect();
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return await work(new SqlSession(connection, transaction: null, dialect, statements)).ConfigureAwait(false);
        }
    }

    public Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken) =>
        line.RunAsync(() => RunAsync(work, cancellationToken), cancellationToken);

    public Task<T> TransactAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken) =>
        line.RunAsync(() => CommitAsync(work, cancellationToken), cancellationToken);

    public ISqlRunner On(DbTransaction transaction) => new TransactionRunner(transaction, dialect, statements);

    private async Task<T> CommitAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken)
    {
        DbConnection connection = dialect.Connect();
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            DbTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                T result = await work(new SqlSession(connection, transaction, dialect, statements))
                    .ConfigureAwait(false);
                // Whoever cancels a commit cannot know how it ended.
                await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                return result;
            }
        }
    }
}
