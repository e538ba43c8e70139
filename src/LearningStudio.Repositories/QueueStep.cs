namespace LearningStudio.Repositories;

/// <summary>What the holder of an entry does with it.</summary>
/// <param name="Lease">The proof of the claim.</param>
/// <param name="Action">What is written to the log; <c>skip</c> also keeps the entry from its holder.</param>
/// <param name="State">The state from now on: <c>pending</c>, or that of a decision.</param>
/// <param name="Stage">Who it waits for from now on; null for no change.</param>
/// <param name="Now">The present moment.</param>
/// <param name="AvailableAt">From when on others can claim it.</param>
/// <param name="Note">Why; null for no reason.</param>
public sealed record QueueStep(
    QueueLease Lease,
    string Action,
    string State,
    string? Stage,
    DateTimeOffset Now,
    DateTimeOffset AvailableAt,
    string? Note = null
)
{
    /// <summary>Whether the holder is a lead, who alone decides where an entry of what is reviewed is escalated.</summary>
    public bool IsLead { get; init; }
}
