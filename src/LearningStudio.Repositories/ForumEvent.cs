namespace LearningStudio.Repositories;

/// <summary>Something that a unit of work did, for its handlers after the commit.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="ForumId">The forum of the post; 0, as the topic and the post, where no post is concerned.</param>
/// <param name="ParentForumId">The forum that holds it; null at the top.</param>
/// <param name="TopicId">The topic of the post.</param>
/// <param name="PostId">The post.</param>
/// <param name="AuthorId">
/// Who wrote it, or, told once for each, somebody who wrote in the topic that appeared or disappeared with it; null for a guest.
/// </param>
public sealed record ForumEvent(
    ForumEventKind Kind,
    long ForumId,
    long? ParentForumId,
    long TopicId,
    long PostId,
    long? AuthorId
);
