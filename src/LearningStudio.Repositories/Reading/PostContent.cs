namespace LearningStudio.Repositories.Reading;

/// <summary>The text of a post, deleted or not.</summary>
public sealed class PostContent
{
    /// <summary>The title of its topic.</summary>
    public required string TopicTitle { get; init; }

    /// <summary>The text.</summary>
    public required string Body { get; init; }
}
