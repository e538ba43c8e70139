namespace LearningStudio.Moderation.Review;

/// <summary>Proves a claim. It is void as soon as another claim of the item has a higher fence, or the item is closed.</summary>
/// <param name="ItemId">The claimed item.</param>
/// <param name="ModeratorId">Who claimed it.</param>
/// <param name="Fence">The fencing token: how often the item had been claimed then, this claim included.</param>
public sealed record ReviewLease(long ItemId, long ModeratorId, long Fence)
{
    /// <summary>Whether the moderator is a lead, who alone decides about a target of which an item is escalated.</summary>
    /// <value>False; of a claim, that of its request.</value>
    public bool IsLead { get; init; }
}
