using LearningStudio.Repositories.Reading;

namespace LearningStudio.Repositories;

/// <summary>Reads topics: visible ones only, that is approved and not deleted, unless a viewer is given. Thread-safe.</summary>
public interface ITopicRepository
{
    /// <summary>Reads a topic; null without one that the reader may see. One statement.</summary>
    /// <param name="id">The topic.</param>
    /// <param name="viewer">Who reads; null for an anonymous reader.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<TopicDetail?> FindAsync(long id, Viewer? viewer = null, CancellationToken cancellationToken = default);

    /// <summary>Reads the topic of a slug; null without one that the reader may see. One statement.</summary>
    /// <remarks>Where the tables allow one slug to several topics, the oldest is read.</remarks>
    Task<TopicDetail?> FindBySlugAsync(
        string slug,
        Viewer? viewer = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads what a write needs to know of a topic, hidden ones included; null without it. One statement.</summary>
    Task<TopicState?> FindStateAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>Reads topics in the order of their ids; those that are not there are left out. One statement.</summary>
    /// <param name="ids">At most 1,000.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentException">There are more ids.</exception>
    Task<IReadOnlyList<TopicSummary>> GetByIdsAsync(
        IReadOnlyCollection<long> ids,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads a page of a forum's topics, pinned first, then by latest post. One statement.</summary>
    /// <exception cref="ArgumentException">The page's cursor was not issued for this list.</exception>
    Task<Page<TopicSummary>> ListByForumAsync(
        long forumId,
        PageRequest page,
        Viewer? viewer = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Lists a forum's pinned topics, latest post first, 1,000 at the most. One statement.</summary>
    Task<IReadOnlyList<TopicSummary>> GetPinnedAsync(long forumId, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of the topics of all forums, newest first. One statement.</summary>
    /// <exception cref="ArgumentException">The page's cursor was not issued for this list.</exception>
    Task<Page<TopicSummary>> ListRecentAsync(PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of the topics of all forums, latest post first. One statement.</summary>
    /// <exception cref="ArgumentException">The page's cursor was not issued for this list.</exception>
    Task<Page<TopicSummary>> ListActiveAsync(PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of the topics that a user opened, newest first. One statement.</summary>
    /// <exception cref="ArgumentException">The page's cursor was not issued for this list.</exception>
    Task<Page<TopicSummary>> ListByAuthorAsync(
        long authorId,
        PageRequest page,
        CancellationToken cancellationToken = default
    );

    /// <summary>Finds topics by title, newest first; <see cref="IPostRepository.SearchAsync"/> says how. One statement.</summary>
    /// <param name="text">What to look for; 1 to 200 characters.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentException">The text is empty or too long, or the cursor was not issued for this list.</exception>
    Task<Page<TopicSummary>> SearchAsync(string text, PageRequest page, CancellationToken cancellationToken = default);
}
