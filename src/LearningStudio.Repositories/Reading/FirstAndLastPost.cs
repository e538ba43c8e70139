namespace LearningStudio.Repositories.Reading;

/// <summary>The visible posts at both ends of a topic; the same one where it has one only.</summary>
/// <param name="First">The oldest.</param>
/// <param name="Last">The latest.</param>
public sealed record FirstAndLastPost(PostView First, PostView Last);
