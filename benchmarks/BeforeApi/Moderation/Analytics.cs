namespace LearningStudio.BeforeApi.Moderation;

/// <summary>The figures of the queue as the old page showed them.</summary>
internal sealed record Analytics(
    int Pending,
    int ResolvedToday,
    int ResolvedInAWeek,
    IReadOnlyDictionary<string, int> ByType,
    IReadOnlyDictionary<string, int> ByState,
    IReadOnlyDictionary<string, int> TopModerators,
    IReadOnlyDictionary<string, int> FlaggedUsers,
    double? MeanResolutionSeconds
);
