using System.Data.Common;

namespace LearningStudio.Moderation.Sql.Databases;

/// <summary>The database of the options: a connection for each call, which goes back to its pool afterwards. Thread-safe.</summary>
internal sealed class ModerationDatabase(ISqlDialect dialect) : ISqlRunner, IDisposable
{
    // Writers that would poll for the only writer's lock, and starve, stand in line instead.
    private readonly SemaphoreSlim? _line = dialect.HasOneWriter ? new SemaphoreSlim(1, 1) : null;

    public async Task<T> RunAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken)
    {
        DbConnection connection = dialect.Connect();
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return await work(new SqlSession(connection, transaction: null, dialect)).ConfigureAwait(false);
        }
    }

    public Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken) =>
        InLineAsync(() => RunAsync(work, cancellationToken), cancellationToken);

    public Task<T> TransactAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken) =>
        InLineAsync(() => CommitAsync(work, cancellationToken), cancellationToken);

    public void Dispose() => _line?.Dispose();

    private async Task<T> CommitAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken)
    {
        DbConnection connection = dialect.Connect();
        await using (connection.ConfigureAwait(false))
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            DbTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                T result = await work(new SqlSession(connection, transaction, dialect)).ConfigureAwait(false);
                // Whoever cancels a commit cannot know how it ended.
                await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                return result;
            }
        }
    }

    private async Task<T> InLineAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        if (_line is null)
        {
            return await work().ConfigureAwait(false);
        }

        await _line.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await work().ConfigureAwait(false);
        }
        finally
        {
            _line.Release();
        }
    }
}
