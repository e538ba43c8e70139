namespace LearningStudio.Repositories.Queries;

/// <summary>A pooled connection for each call.</summary>
internal sealed class PooledRunner(Func<ForumDb> connect) : IForumDbRunner
{
    public Task<T> RunAsync<T>(Func<ForumDb, Task<T>> work) => connect.RunAsync(work);
}
