namespace LearningStudio.Repositories.Writing;

/// <summary>What a review decided about a post.</summary>
/// <param name="Id">Names the decision, among all that were ever made: the id of the review that it closed, for instance.</param>
/// <param name="PostId">The post.</param>
/// <param name="IsApproved">Whether the post may stay, or goes.</param>
/// <param name="At">When it was decided.</param>
public sealed record PostDecision(long Id, long PostId, bool IsApproved, DateTimeOffset At);
