namespace LearningStudio.Moderation.Review.Analytics;

/// <summary>What a report over a span of days is made from. Items replaced after an edit count once.</summary>
/// <param name="OpenBefore">Items open when the span began, by type; types without any are left out.</param>
/// <param name="Days">What came and went, by day and type; days without anything are left out.</param>
/// <param name="Age">The ages of open items; null without any.</param>
/// <param name="Resolution">The times from request to decision of the items decided in the span; null without any.</param>
/// <param name="Moderators">The moderators who acted in the span, by id.</param>
/// <param name="Rules">The rules of the items decided in the span; the 200 with the most.</param>
/// <param name="Reporters">The reporters of the items decided in the span; the 200 with the most.</param>
public sealed record ReviewPeriodStats(
    IReadOnlyDictionary<ReviewType, int> OpenBefore,
    IReadOnlyList<DayStats> Days,
    Percentiles? Age,
    Percentiles? Resolution,
    IReadOnlyList<ModeratorStats> Moderators,
    IReadOnlyList<RuleStats> Rules,
    IReadOnlyList<ReporterStats> Reporters
);
