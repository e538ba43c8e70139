namespace LearningStudio.Repositories.Auditing;

/// <summary>The texts that edits replaced while reviews were open. Show them to nobody but moderators. Thread-safe.</summary>
public interface IRevisionRepository
{
    /// <summary>
    /// Reads the kept texts of a post, and of the topic that it opens, in the order of the edits: the oldest and, of more
    /// than fit, the latest. One statement.
    /// </summary>
    /// <param name="postId">The post.</param>
    /// <param name="limit">How many to read at the most; from 1 to 1,000.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="NotSupportedException">The tables are another forum's, and keep no texts.</exception>
    Task<IReadOnlyList<PostRevision>> GetAsync(long postId, int limit, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes the texts of posts of which, and of whose topics, no review is open and none was decided since a moment,
    /// inclusive. One statement.
    /// </summary>
    /// <returns>How many texts were removed.</returns>
    /// <exception cref="NotSupportedException">The tables are another forum's, and keep no texts.</exception>
    Task<int> ExpireAsync(DateTimeOffset decidedSince, CancellationToken cancellationToken = default);
}
