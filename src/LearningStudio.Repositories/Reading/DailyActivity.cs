namespace LearningStudio.Repositories.Reading;

/// <summary>What was new on one UTC day.</summary>
public sealed class DailyActivity
{
    /// <summary>The day.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Topics opened that are visible now.</summary>
    public required int Topics { get; init; }

    /// <summary>Posts written that are visible now.</summary>
    public required int Posts { get; init; }

    /// <summary>Users who joined.</summary>
    public required int Users { get; init; }
}
