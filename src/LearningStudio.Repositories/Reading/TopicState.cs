namespace LearningStudio.Repositories.Reading;

/// <summary>What a write needs to know of a topic.</summary>
public sealed class TopicState
{
    /// <summary>The topic's id.</summary>
    public required long Id { get; init; }

    /// <summary>Its forum.</summary>
    public required long ForumId { get; init; }

    /// <summary>Who opened it; null for a guest.</summary>
    public long? AuthorId { get; init; }

    /// <summary>Its first post.</summary>
    public long? OpeningPostId { get; init; }

    /// <summary>Whether it takes no more posts.</summary>
    public required bool IsLocked { get; init; }

    /// <summary>Whether everybody may see it.</summary>
    public required bool IsVisible { get; init; }

    /// <summary>Whether it is deleted.</summary>
    public required bool IsDeleted { get; init; }
}
