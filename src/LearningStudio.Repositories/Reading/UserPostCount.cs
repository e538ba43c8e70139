namespace LearningStudio.Repositories.Reading;

/// <summary>How much a user wrote.</summary>
public sealed class UserPostCount
{
    /// <summary>The user.</summary>
    public required Author User { get; init; }

    /// <summary>How many visible posts.</summary>
    public required int Posts { get; init; }
}
