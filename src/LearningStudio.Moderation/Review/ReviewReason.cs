namespace LearningStudio.Moderation.Review;

/// <summary>One reason for a review.</summary>
/// <param name="Code">The rule that hit, or the trigger: for example <c>spam-urgency</c> or <c>trust-level-0</c>.</param>
/// <param name="Field">The text it hit, <c>body</c> or <c>title</c>; null for a trigger.</param>
/// <param name="Offset">Where it hit, in UTF-16 code units from the start of the raw text; null for a trigger.</param>
/// <param name="Length">How long the hit is, in UTF-16 code units; null for a trigger.</param>
/// <param name="Weight">What the hit added to the score, or how similar a copy is; 0 for a trigger.</param>
public sealed record ReviewReason(
    string Code,
    string? Field = null,
    int? Offset = null,
    int? Length = null,
    double Weight = 0
);
