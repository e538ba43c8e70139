namespace LearningStudio.Repositories.Reading;

/// <summary>How many posts a topic got.</summary>
public sealed class TopicPostCount
{
    /// <summary>The topic.</summary>
    public required long TopicId { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Its forum.</summary>
    public required long ForumId { get; init; }

    /// <summary>The posts.</summary>
    public required int Posts { get; init; }
}
