namespace LearningStudio.Repositories;

/// <summary>Something that a unit of work did, for its handlers after the commit.</summary>
public sealed record ForumEvent
{
    /// <summary>What happened.</summary>
    public required ForumEventKind Kind { get; init; }

    /// <summary>The forum of the post; null, as the topic and the post, where no post is concerned.</summary>
    public long? ForumId { get; init; }

    /// <summary>The forum that contains it; null at the top.</summary>
    public long? ParentForumId { get; init; }

    /// <summary>The topic of the post; null where no post is concerned.</summary>
    public long? TopicId { get; init; }

    /// <summary>The post; null where none is concerned.</summary>
    public long? PostId { get; init; }

    /// <summary>
    /// The author of the post, or, raised once for each, somebody who wrote in the topic that appeared or disappeared with
    /// it; null for a guest.
    /// </summary>
    public long? AuthorId { get; init; }
}
