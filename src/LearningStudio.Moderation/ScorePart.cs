namespace LearningStudio.Moderation;

/// <summary>One summand of a score.</summary>
/// <param name="Signal">
/// What it stands for. In the classic profile <c>spam</c>, <c>links</c>, <c>capitals</c>, <c>punctuation</c>,
/// <c>short-with-link</c>, or <c>cap</c>, the negative rest where the sum exceeds 1; in the additive one a rule's id.
/// </param>
/// <param name="Amount">What it adds.</param>
public sealed record ScorePart(string Signal, double Amount);
