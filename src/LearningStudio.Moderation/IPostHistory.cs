namespace LearningStudio.Moderation;

/// <summary>What moderation needs to know of earlier posts: implement it over your own data. Must be thread-safe.</summary>
public interface IPostHistory
{
    /// <summary>
    /// Reads the bodies of the newest posts, at most 100, that the author wrote or that stand in the topic, since a
    /// moment, inclusive.
    /// </summary>
    Task<IReadOnlyList<string>> GetRecentBodiesAsync(
        Submission submission,
        DateTimeOffset since,
        CancellationToken cancellationToken
    );

    /// <summary>Counts the posts that a user wrote since a moment, inclusive, held ones included.</summary>
    Task<int> CountPostsAsync(long authorId, DateTimeOffset since, CancellationToken cancellationToken);
}
