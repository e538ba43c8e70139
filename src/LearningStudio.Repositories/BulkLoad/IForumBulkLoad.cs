namespace LearningStudio.Repositories.BulkLoad;

/// <summary>Takes the rows of one load. Not thread-safe.</summary>
/// <remarks>
/// Rows keep the ids of their source, shifted by <see cref="FirstId"/>, which the caller adds. Ids must be below 2^32.
/// Parents may come after their children; a post whose topic or post never comes is left out, and an author who never
/// comes counts as gone. A row whose id is there already is left as it is. Memory does not grow with the number of rows.
/// </remarks>
public interface IForumBulkLoad
{
    /// <summary>What to add to the ids of the source; 0 for the first source of an empty database.</summary>
    long FirstId { get; }

    /// <summary>Adds users; a user name that is taken leaves the row out.</summary>
    Task AddUsersAsync(IReadOnlyCollection<BulkUser> users, CancellationToken cancellationToken = default);

    /// <summary>Finds the forum of that slug or adds it.</summary>
    /// <returns>Its id.</returns>
    Task<long> EnsureForumAsync(BulkForum forum, CancellationToken cancellationToken = default);

    /// <summary>Adds topics; their opening posts are added as posts.</summary>
    Task AddTopicsAsync(IReadOnlyCollection<BulkTopic> topics, CancellationToken cancellationToken = default);

    /// <summary>Adds opening posts, replies and comments.</summary>
    Task AddPostsAsync(IReadOnlyCollection<BulkPost> posts, CancellationToken cancellationToken = default);

    /// <summary>Adds votes; for the posts they name they replace the votes given with the post.</summary>
    Task AddVotesAsync(IReadOnlyCollection<BulkVote> votes, CancellationToken cancellationToken = default);

    /// <summary>Adds entries of the review log.</summary>
    Task AddModerationAsync(IReadOnlyCollection<BulkModeration> actions, CancellationToken cancellationToken = default);
}
