namespace LearningStudio.Repositories.Queries;

/// <summary>Runs work on a connection.</summary>
internal interface IForumDbRunner
{
    Task<T> RunAsync<T>(Func<ForumDb, Task<T>> work);
}
