namespace LearningStudio.Repositories;

/// <summary>A decision about a target of the review queue.</summary>
/// <param name="State">The state from now on: <c>approved</c> or <c>rejected</c>.</param>
/// <param name="DecidedBy">Who decided.</param>
/// <param name="DecidedAt">When.</param>
public sealed record QueueDecision(string State, long DecidedBy, DateTimeOffset DecidedAt)
{
    /// <summary>The entry whose decision it is, and which is undone with what it closed; null for the first that it closes.</summary>
    public long? DecisionId { get; init; }

    /// <summary>Whether a lead decides, who closes escalated entries too.</summary>
    public bool IsLead { get; init; }

    /// <summary>Whether entries that another moderator holds at the moment stay open.</summary>
    public bool SparesHeld { get; init; }
}
