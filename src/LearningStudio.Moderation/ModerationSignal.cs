using LearningStudio.Moderation.Review;

namespace LearningStudio.Moderation;

/// <summary>A trigger that fired.</summary>
/// <param name="Target">What it asks to review: the post, its topic, or its author.</param>
/// <param name="Type">Why.</param>
/// <param name="Priority">From 1, most urgent, to 4.</param>
/// <param name="Reasons">The trigger, and the rules that hit.</param>
/// <param name="SpamScore">The score that fired it; null for other triggers.</param>
public sealed record ModerationSignal(
    ReviewTargetKind Target,
    ReviewType Type,
    int Priority,
    IReadOnlyList<ReviewReason> Reasons,
    double? SpamScore = null
);
