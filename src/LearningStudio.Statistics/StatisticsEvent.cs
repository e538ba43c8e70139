namespace LearningStudio.Statistics;

/// <summary>Something that makes cached statistics wrong.</summary>
public sealed record StatisticsEvent
{
    /// <summary>What happened.</summary>
    public required StatisticsEventKind Kind { get; init; }

    /// <summary>The forum it happened in; null for none.</summary>
    public long? ForumId { get; init; }

    /// <summary>Whose topic, post or account it is; null for nobody's.</summary>
    public long? UserId { get; init; }
}
