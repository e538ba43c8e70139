namespace LearningStudio.Moderation;

/// <summary>The place where a rule hit.</summary>
/// <param name="RuleId">The rule's id.</param>
/// <param name="Offset">Where the hit begins, in UTF-16 code units from the start of the raw text.</param>
/// <param name="Length">How long it is, in UTF-16 code units.</param>
/// <param name="Weight">What the hit added to the score, before the cap at 1.</param>
public sealed record RuleMatch(string RuleId, int Offset, int Length, double Weight);
