using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Schema;

namespace LearningStudio.Repositories;

/// <summary>Reads posts: visible ones only, that is approved and not deleted, unless a viewer is given. Thread-safe.</summary>
public interface IPostRepository
{
    /// <summary>Reads a post with the place it stands in; null without one that the reader may see. One statement.</summary>
    Task<PostInTopic?> FindAsync(long id, Viewer? viewer = null, CancellationToken cancellationToken = default);

    /// <summary>Reads posts in the order of their ids; those that are not there are left out. One statement.</summary>
    /// <param name="ids">At most 1,000.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentException">There are more ids.</exception>
    Task<IReadOnlyList<PostInTopic>> GetByIdsAsync(
        IReadOnlyCollection<long> ids,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads a page of a topic's posts with their authors, oldest first. One statement.</summary>
    /// <exception cref="ArgumentException">The page's cursor was not issued for this list.</exception>
    Task<Page<PostView>> ListByTopicAsync(
        long topicId,
        PageRequest page,
        Viewer? viewer = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads the first and the last post of a topic; null without a visible one. One statement.</summary>
    Task<FirstAndLastPost?> FindFirstAndLastAsync(long topicId, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of a user's posts, latest first. One statement.</summary>
    /// <exception cref="ArgumentException">The page's cursor was not issued for this list.</exception>
    Task<Page<PostInTopic>> ListByAuthorAsync(
        long authorId,
        PageRequest page,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads a page of the posts of all forums, latest first. One statement.</summary>
    /// <exception cref="ArgumentException">The page's cursor was not issued for this list.</exception>
    Task<Page<PostInTopic>> ListRecentAsync(PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>Reads a page of the posts that wait for approval, oldest first. One statement.</summary>
    /// <exception cref="ArgumentException">The page's cursor was not issued for this list.</exception>
    Task<Page<PostInTopic>> ListAwaitingApprovalAsync(PageRequest page, CancellationToken cancellationToken = default);

    /// <summary>Reads the text of a post, also of a deleted one; null without it. For moderators. One statement.</summary>
    Task<PostContent?> FindTextAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>Reads what a write needs to know of a post, hidden ones included; null without it. One statement.</summary>
    Task<PostState?> FindStateAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads the bodies of the newest posts, at most so many, that a user wrote or that stand in a topic, since a moment,
    /// inclusive; deleted ones left out: what a new post may duplicate. One statement.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not from 1 to 1,000.</exception>
    Task<IReadOnlyList<string>> GetRecentBodiesAsync(
        RecentPosts recent,
        int limit,
        CancellationToken cancellationToken = default
    );

    /// <summary>Counts the posts that a user wrote since a moment, inclusive, held and deleted ones included. One statement.</summary>
    Task<int> CountByAuthorAsync(long authorId, DateTimeOffset since, CancellationToken cancellationToken = default);

    /// <summary>Counts visible posts since a moment, inclusive, in each forum that got any; of one user where asked. One statement.</summary>
    Task<IReadOnlyList<ForumPostCount>> CountByForumAsync(
        DateTimeOffset since,
        long? authorId = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>
    /// Counts visible posts since a moment, inclusive, in the topics that got most of them, most first; of equally many
    /// the topic with the higher id first. One statement.
    /// </summary>
    /// <param name="since">The moment.</param>
    /// <param name="limit">How many topics at the most; from 1 to 1,000.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is out of its bounds.</exception>
    Task<IReadOnlyList<TopicPostCount>> CountByTopicAsync(
        DateTimeOffset since,
        int limit,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads where posts stand, and the titles of topics, hidden and deleted ones included. One statement.</summary>
    /// <exception cref="ArgumentException">There are more than 1,000 ids of either.</exception>
    Task<IReadOnlyList<PostLocation>> GetLocationsAsync(
        IReadOnlyCollection<long> postIds,
        IReadOnlyCollection<long> topicIds,
        CancellationToken cancellationToken = default
    );

    /// <summary>Finds topics by title and posts by body, latest first. One statement.</summary>
    /// <param name="text">
    /// What to look for; 1 to 200 characters. With <see cref="ForumTables.Native"/> texts that hold all of its words,
    /// the last one also as the beginning of a word, whatever the case. A text without words, and any text with other
    /// tables, is looked for literally, whatever the case of ASCII letters.
    /// </param>
    /// <param name="page">Which page of hits.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="ArgumentException">The text is empty or too long, or the cursor was not issued for this list.</exception>
    Task<Page<SearchHit>> SearchAsync(string text, PageRequest page, CancellationToken cancellationToken = default);
}
