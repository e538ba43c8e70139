using LearningStudio.Repositories.Queries;

namespace LearningStudio.Repositories.Writing;

/// <summary>The one connection of a unit of work.</summary>
internal sealed class SessionRunner(ForumDb db) : IForumDbRunner
{
    public Task<T> RunAsync<T>(Func<ForumDb, Task<T>> work) => work(db);
}
