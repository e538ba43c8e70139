namespace LearningStudio.Repositories.Reading;

/// <summary>The visible posts at both ends of a topic; the same one where it has one only.</summary>
public sealed class FirstAndLastPost
{
    /// <summary>The oldest.</summary>
    public required PostView First { get; init; }

    /// <summary>The latest.</summary>
    public required PostView Last { get; init; }
}
