namespace LearningStudio.Repositories.BulkLoad;

/// <summary>A vote on a post.</summary>
/// <param name="PostId">The post.</param>
/// <param name="IsUp">Whether it is for the post.</param>
public sealed record BulkVote(long PostId, bool IsUp);
