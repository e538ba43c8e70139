namespace LearningStudio.Repositories.Reading;

/// <summary>What a write needs to know of a post.</summary>
public sealed class PostState
{
    /// <summary>The post's id.</summary>
    public required long Id { get; init; }

    /// <summary>Its topic.</summary>
    public required long TopicId { get; init; }

    /// <summary>Its topic's forum.</summary>
    public required long ForumId { get; init; }

    /// <summary>Who wrote it; null for a guest.</summary>
    public long? AuthorId { get; init; }

    /// <summary>The author's trust level; null without an account.</summary>
    public int? AuthorTrustLevel { get; init; }

    /// <summary>Whether it has been approved, or needed no approval.</summary>
    public required bool IsApproved { get; init; }

    /// <summary>Whether it is deleted.</summary>
    public required bool IsDeleted { get; init; }
}
