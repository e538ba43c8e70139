using System.Data.Common;

namespace LearningStudio.Moderation.Sql.Databases;

/// <summary>Runs statements on connections of its own, or within a caller's transaction.</summary>
internal interface ISqlRunner
{
    /// <summary>Runs statements that read.</summary>
    Task<T> RunAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Runs a statement that writes.</summary>
    Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Runs statements that belong together: in the caller's transaction, or in one of their own.</summary>
    Task<T> TransactAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Runs everything within a caller's transaction.</summary>
    /// <exception cref="ArgumentException">The transaction has ended.</exception>
    ISqlRunner On(DbTransaction transaction);
}
