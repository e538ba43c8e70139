using LearningStudio.Moderation.Rules;

namespace LearningStudio.Moderation;

/// <summary>The place where a rule hit.</summary>
/// <param name="RuleId">The rule's id.</param>
/// <param name="Field">The part of the submission; the place of an address, or of a link's text, is one in the body.</param>
/// <param name="Offset">Where the hit begins, in UTF-16 code units from the start of the raw text.</param>
/// <param name="Length">How long it is, in UTF-16 code units; of a detector of whole texts, all of it.</param>
/// <param name="Weight">What the hit added to the score, before a cap; 0 for a rule in trial.</param>
/// <param name="IsShadow">Whether the rule is in trial.</param>
public sealed record RuleMatch(
    string RuleId,
    RuleFields Field,
    int Offset,
    int Length,
    double Weight,
    bool IsShadow = false
);
