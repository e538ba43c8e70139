using LearningStudio.Repositories.Reading;

namespace LearningStudio.Benchmarks.Repositories.Peers;

/// <summary>Another way to the same rows; each call opens a pooled connection of its own.</summary>
internal interface IPeer
{
    Task<UserProfile?> FindUserAsync(long id);

    Task<Account?> FindAccountAsync(string username);

    /// <summary>Reads the page and a row more, which tells whether there is another.</summary>
    Task<IReadOnlyList<PostView>> ReadTopicPageAsync(long topicId, int number);
}
