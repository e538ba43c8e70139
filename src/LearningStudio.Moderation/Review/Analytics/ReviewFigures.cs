namespace LearningStudio.Moderation.Review.Analytics;

/// <summary>What a report over a span of days is made from. Items replaced after an edit count once.</summary>
/// <param name="OpenBefore">Items open when the span began, by type; types without any are left out.</param>
/// <param name="Days">What came and went, by day and type; days without anything are left out.</param>
/// <param name="Age">The ages of open items; null without any.</param>
/// <param name="Resolution">The times from request to decision of the items decided in the span; null without any.</param>
/// <param name="Moderators">The moderators who acted in the span, by id.</param>
/// <param name="Rules">The rules of the items decided in the span; the 200 with the most.</param>
/// <param name="Reporters">The reporters of the items decided in the span; the 200 with the most.</param>
public sealed record ReviewFigures(
    IReadOnlyDictionary<ReviewType, int> OpenBefore,
    IReadOnlyList<DayFigure> Days,
    Percentiles? Age,
    Percentiles? Resolution,
    IReadOnlyList<ModeratorFigure> Moderators,
    IReadOnlyList<RuleFigure> Rules,
    IReadOnlyList<ReporterFigure> Reporters
);
