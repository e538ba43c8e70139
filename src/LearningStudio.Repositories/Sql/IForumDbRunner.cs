namespace LearningStudio.Repositories.Sql;

/// <summary>Runs work on a connection.</summary>
internal interface IForumDbRunner
{
    Task<T> RunAsync<T>(Func<ForumDb, Task<T>> work);

    /// <summary>Runs a statement that writes.</summary>
    Task<T> WriteAsync<T>(Func<ForumDb, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Runs statements that belong together: in the unit's transaction, or in one of their own.</summary>
    Task<T> RunTogetherAsync<T>(Func<ForumDb, Task<T>> work, CancellationToken cancellationToken);
}
