namespace LearningStudio.Repositories.Reading;

/// <summary>A post as lists across topics show it.</summary>
public sealed class PostInTopic
{
    /// <summary>The post.</summary>
    public required PostView Post { get; init; }

    /// <summary>Its topic.</summary>
    public required long TopicId { get; init; }

    /// <summary>The title of its topic.</summary>
    public required string TopicTitle { get; init; }

    /// <summary>The forum of its topic.</summary>
    public required long ForumId { get; init; }
}
