namespace LearningStudio.Repositories;

/// <summary>Reads topics: visible ones only, that is approved and not deleted. Thread-safe.</summary>
public interface ITopicRepository
{
    /// <summary>Reads a topic; null without a visible one. One statement.</summary>
    Task<TopicDetail?> FindAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of a forum's topics, pinned first, then by latest post. One statement.</summary>
    Task<IReadOnlyList<TopicSummary>> GetForumPageAsync(
        long forumId,
        PageRequest page,
        CancellationToken cancellationToken = default
    );
}
