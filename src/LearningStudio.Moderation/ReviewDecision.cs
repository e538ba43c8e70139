namespace LearningStudio.Moderation;

/// <summary>A moderator's decision about a target.</summary>
/// <param name="IsApproved">Whether the target may stay, or goes.</param>
/// <param name="ModeratorId">Who decides.</param>
public sealed record ReviewDecision(bool IsApproved, long ModeratorId)
{
    /// <summary>The item whose decision it is, and which is undone with what it closed; null for the first that it closes.</summary>
    public long? DecisionId { get; init; }
}
