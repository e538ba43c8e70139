namespace LearningStudio.Statistics;

/// <summary>Which cached figures.</summary>
[Flags]
public enum StatisticsScope
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The totals of the site and its latest member.</summary>
    Site = 1,

    /// <summary>The activity by day.</summary>
    Activity = 2,

    /// <summary>The figures of one forum.</summary>
    Forum = 4,

    /// <summary>The figures of one user.</summary>
    User = 8,

    /// <summary>The trending topics.</summary>
    Trending = 16,

    /// <summary>The count and the list of the users online.</summary>
    Online = 32,
}
