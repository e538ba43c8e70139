namespace LearningStudio.Moderation.Review;

/// <summary>What the holder of an item does with it.</summary>
public sealed class ReviewActionRequest
{
    /// <summary>The proof of the claim.</summary>
    public required ReviewLease Lease { get; init; }

    /// <summary>One of the first five of <see cref="ReviewAction"/>.</summary>
    public required ReviewAction Action { get; init; }

    /// <summary>Why; null for no reason. At most 2,000 characters.</summary>
    public string? Note { get; init; }

    /// <summary>How long <see cref="ReviewAction.AskForInfo"/> waits at the most; otherwise without meaning.</summary>
    public TimeSpan Wait { get; init; }
}
