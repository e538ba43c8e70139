namespace LearningStudio.Repositories.Reading;

/// <summary>How many posts a forum got.</summary>
/// <param name="ForumId">The forum.</param>
/// <param name="Posts">How many visible posts.</param>
public sealed record ForumPostCount(long ForumId, int Posts);
