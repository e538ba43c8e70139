namespace LearningStudio.Moderation.Review;

/// <summary>Selects open items: those that have all that is given.</summary>
public sealed class ReviewFilter
{
    /// <summary>The user concerned.</summary>
    public long? ReportedUserId { get; init; }

    /// <summary>The type.</summary>
    public ReviewType? Type { get; init; }

    /// <summary>The least urgent priority, from 1 to 4: 2 selects 1 and 2.</summary>
    public int? MaxPriority { get; init; }

    /// <summary>The cluster of near-copies.</summary>
    public long? ClusterId { get; init; }

    /// <summary>Who it waits for.</summary>
    public ReviewStage? Stage { get; init; }

    /// <summary>The moderator who holds it, or held it last where the lease ran out.</summary>
    public long? ClaimedBy { get; init; }
}
