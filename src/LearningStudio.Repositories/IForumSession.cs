using System.Data.Common;
using LearningStudio.Repositories.Auditing;
using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Writing;

namespace LearningStudio.Repositories;

/// <summary>The writes of one unit of work. Not thread-safe.</summary>
/// <remarks>
/// Counters of forums and days follow as the last statements before the commit; reads of them within the unit do not see
/// its own writes.
/// </remarks>
public interface IForumSession
{
    /// <summary>Writes posts.</summary>
    /// <exception cref="NotSupportedException">The tables are another forum's.</exception>
    IPostWriter Posts { get; }

    /// <summary>Approves and rejects posts.</summary>
    /// <exception cref="NotSupportedException">The tables are only read here.</exception>
    IPostApproval Approval { get; }

    /// <summary>Writes topics.</summary>
    ITopicWriter Topics { get; }

    /// <summary>Writes users.</summary>
    IUserWriter Users { get; }

    /// <summary>The audit log, within the transaction.</summary>
    /// <exception cref="NotSupportedException">The tables are another forum's, and have no audit log.</exception>
    IAuditWriter Audit { get; }

    /// <summary>Keeps the texts that edits replace.</summary>
    /// <exception cref="NotSupportedException">The tables are only read here.</exception>
    IRevisionWriter Revisions { get; }

    /// <summary>
    /// The transaction of the unit, and through it the connection, for statements that the writers do not offer and for stores
    /// of other packages on the same database. The unit commits it, and may run again on another one: neither end it nor keep
    /// it.
    /// </summary>
    DbTransaction Transaction { get; }

    /// <summary>Reads what a write needs to know of a topic, hidden ones included; null without it. One statement.</summary>
    Task<TopicState?> FindTopicAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>Reads what a write needs to know of a post, hidden ones included; null without it. One statement.</summary>
    Task<PostState?> FindPostAsync(long id, CancellationToken cancellationToken = default);

    /// <summary>Finds out whether a viewer may see a forum, and keeps the answer true until the end of the unit. One statement.</summary>
    /// <exception cref="NotSupportedException">The tables are only read here.</exception>
    Task<bool> LockForumAsync(long id, Viewer viewer, CancellationToken cancellationToken = default);

    /// <summary>
    /// Locks a topic and its forum until the end of the unit, and reads what a write needs to know; null without a topic
    /// that the viewer may see. Two statements.
    /// </summary>
    /// <exception cref="NotSupportedException">The tables are only read here.</exception>
    Task<TopicState?> LockTopicAsync(long id, Viewer viewer, CancellationToken cancellationToken = default);

    /// <summary>Reads the text of a post, also of a deleted one; null without it. One statement.</summary>
    /// <exception cref="NotSupportedException">The tables are only read here.</exception>
    Task<PostContent?> FindTextAsync(long postId, CancellationToken cancellationToken = default);

    /// <summary>Finds out whether a topic has posts of others than a user that everybody sees. One statement.</summary>
    /// <exception cref="NotSupportedException">The tables are only read here.</exception>
    Task<bool> IsAnsweredAsync(long topicId, long userId, CancellationToken cancellationToken = default);

    /// <summary>Tells after the commit that the review queue changed, on account of a post or, with null, of none.</summary>
    /// <exception cref="ArgumentException">The post does not exist.</exception>
    Task ReviewChangedAsync(long? postId, CancellationToken cancellationToken = default);
}
