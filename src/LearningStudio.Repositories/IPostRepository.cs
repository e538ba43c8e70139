namespace LearningStudio.Repositories;

/// <summary>Reads posts: visible ones only, that is approved and not deleted, unless a viewer is given. Thread-safe.</summary>
public interface IPostRepository
{
    /// <summary>Reads a page of a topic's posts with their authors, oldest first. One statement.</summary>
    Task<IReadOnlyList<PostView>> GetTopicPageAsync(
        long topicId,
        PageRequest page,
        Viewer? viewer = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads what a write needs to know of a post, hidden ones included; null without it. One statement.</summary>
    Task<PostState?> FindStateAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads the bodies of the newest posts, at most so many, that a user wrote or that stand in a topic, since a moment,
    /// inclusive; deleted ones left out. One statement.
    /// </summary>
    Task<IReadOnlyList<string>> GetRecentBodiesAsync(
        RecentPosts recent,
        int limit,
        CancellationToken cancellationToken = default
    );

    /// <summary>Counts the posts that a user wrote since a moment, inclusive, held and deleted ones included. One statement.</summary>
    Task<int> CountByAuthorAsync(long authorId, DateTimeOffset since, CancellationToken cancellationToken = default);

    /// <summary>Reads where posts stand, and the titles of topics, hidden and deleted ones included. One statement.</summary>
    Task<IReadOnlyList<PostPlace>> GetPlacesAsync(
        IReadOnlyCollection<long> postIds,
        IReadOnlyCollection<long> topicIds,
        CancellationToken cancellationToken = default
    );

    /// <summary>Finds topics by title and posts by body, latest first. One statement.</summary>
    /// <param name="text">
    /// What to look for, taken literally and without regard to the case of ASCII letters; 1 to 200 characters.
    /// </param>
    /// <param name="page">Which page of hits.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentException">The text is empty or too long.</exception>
    Task<IReadOnlyList<SearchHit>> SearchAsync(
        string text,
        PageRequest page,
        CancellationToken cancellationToken = default
    );
}
