namespace LearningStudio.Repositories;

/// <summary>Reads topics: visible ones only, that is approved and not deleted, unless a viewer is given. Thread-safe.</summary>
public interface ITopicRepository
{
    /// <summary>Reads a topic; null without one that the reader may see. One statement.</summary>
    /// <param name="id">The topic.</param>
    /// <param name="viewer">Who reads; null for an anonymous reader.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<TopicDetail?> FindAsync(long id, Viewer? viewer = null, CancellationToken cancellationToken = default);

    /// <summary>Reads what a write needs to know of a topic, hidden ones included; null without it. One statement.</summary>
    Task<TopicState?> FindStateAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of a forum's topics, pinned first, then by latest post. One statement.</summary>
    Task<IReadOnlyList<TopicSummary>> GetForumPageAsync(
        long forumId,
        PageRequest page,
        Viewer? viewer = null,
        CancellationToken cancellationToken = default
    );
}
