namespace LearningStudio.Repositories.Reading;

/// <summary>How many posts a forum got.</summary>
public sealed class ForumPostCount
{
    /// <summary>The forum.</summary>
    public required long ForumId { get; init; }

    /// <summary>How many visible posts.</summary>
    public required int Posts { get; init; }
}
