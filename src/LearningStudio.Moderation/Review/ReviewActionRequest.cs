namespace LearningStudio.Moderation.Review;

/// <summary>What the holder of an item does with it.</summary>
/// <param name="Lease">The proof of the claim.</param>
/// <param name="Action">One of the first five of <see cref="ReviewAction"/>.</param>
/// <param name="Note">Why; null for no reason. At most 2,000 characters.</param>
/// <param name="Wait">How long <see cref="ReviewAction.AskForInfo"/> waits at the most; otherwise without meaning.</param>
public sealed record ReviewActionRequest(
    ReviewLease Lease,
    ReviewAction Action,
    string? Note = null,
    TimeSpan Wait = default
);
