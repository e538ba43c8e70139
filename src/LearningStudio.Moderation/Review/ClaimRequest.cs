namespace LearningStudio.Moderation.Review;

/// <summary>Asks for items to work on.</summary>
public sealed record ClaimRequest
{
    /// <summary>Who asks. Items about this user are never given.</summary>
    public required long ModeratorId { get; init; }

    /// <summary>How long the items are held; longer than 0.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>How many at most; from 1 to 100, 1 by default.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The one item wanted, skipped before or not; null for the next ones.</summary>
    public long? ItemId { get; init; }

    /// <summary>Whether escalated items may be given; false by default.</summary>
    public bool IsLead { get; init; }
}
