namespace LearningStudio.Repositories.Reading;

/// <summary>Which recent posts are wanted: those of an author or of a topic.</summary>
public sealed class RecentPosts
{
    /// <summary>The author.</summary>
    public required long AuthorId { get; init; }

    /// <summary>The topic; null for the author's alone.</summary>
    public long? TopicId { get; init; }

    /// <summary>From when, inclusive.</summary>
    public required DateTimeOffset Since { get; init; }
}
