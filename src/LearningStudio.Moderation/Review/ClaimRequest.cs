namespace LearningStudio.Moderation.Review;

/// <summary>Asks for items to work on.</summary>
/// <param name="ModeratorId">Who asks. Items about this user are never given.</param>
/// <param name="Lease">How long the items are held; longer than 0.</param>
/// <param name="Count">How many at the most; from 1 to 100.</param>
/// <param name="ItemId">The one item wanted, skipped before or not; null for the next ones.</param>
/// <param name="IsLead">Whether escalated items may be given.</param>
public sealed record ClaimRequest(
    long ModeratorId,
    TimeSpan Lease,
    int Count = 1,
    long? ItemId = null,
    bool IsLead = false
);
