namespace LearningStudio.HostApi.Reviews;

/// <summary>Which of two texts has a part.</summary>
internal enum PartKind
{
    /// <summary>Both.</summary>
    Same,

    /// <summary>The earlier one alone.</summary>
    Removed,

    /// <summary>The later one alone.</summary>
    Added,
}
