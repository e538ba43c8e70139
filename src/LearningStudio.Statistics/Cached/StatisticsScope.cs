namespace LearningStudio.Statistics.Cached;

/// <summary>Which cached statistics an event makes wrong.</summary>
[Flags]
internal enum StatisticsScope
{
    None = 0,

    /// <summary>The totals of the site and its latest member.</summary>
    Site = 1,

    /// <summary>The activity by day.</summary>
    Activity = 2,

    /// <summary>The statistics of one forum.</summary>
    Forum = 4,

    /// <summary>The statistics of one user.</summary>
    User = 8,

    /// <summary>The trending topics.</summary>
    Trending = 16,

    /// <summary>The count and the list of the users online.</summary>
    Online = 32,
}
