namespace LearningStudio.Repositories.Writing;

/// <summary>What a review decided about a post.</summary>
/// <param name="Id">The <see cref="QueueEntry.DecisionId"/> of the entries that it closed.</param>
/// <param name="PostId">The post.</param>
/// <param name="IsApproved">Whether the post may stay, or goes.</param>
/// <param name="At">When it was decided.</param>
public sealed record PostDecision(long Id, long PostId, bool IsApproved, DateTimeOffset At);
