namespace LearningStudio.Moderation.Review.Decisions;

/// <summary>A moderator's decision about a target.</summary>
/// <param name="IsApproved">Whether the target may stay, or goes.</param>
/// <param name="ModeratorId">Who decides.</param>
public sealed record ReviewDecision(bool IsApproved, long ModeratorId)
{
    /// <summary>The item whose decision it is, and which is undone with what it closed; null for the first that it closes.</summary>
    public long? DecisionId { get; init; }

    /// <summary>Whether the moderator is a lead, whose decision about a target closes its escalated items too.</summary>
    /// <value>False; escalated items stay open.</value>
    public bool IsLead { get; init; }

    /// <summary>Whether items that another moderator holds at the moment stay open.</summary>
    /// <value>False; whoever decides about a target first decides for all.</value>
    public bool SparesHeld { get; init; }
}
