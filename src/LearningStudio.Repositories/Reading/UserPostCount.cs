namespace LearningStudio.Repositories.Reading;

/// <summary>How much a user wrote.</summary>
/// <param name="User">The user.</param>
/// <param name="Posts">How many visible posts.</param>
public sealed record UserPostCount(Author User, int Posts);
