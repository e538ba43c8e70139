using LearningStudio.Repositories.Auditing;

namespace LearningStudio.HostApi.Reviews;

/// <summary>What edits made of a title or a body since a review of it was asked for, or by the edit that asked for it.</summary>
/// <param name="Field">Which text.</param>
/// <param name="Earlier">The texts before, the oldest first; at most 100 of a post.</param>
/// <param name="Difference">From the oldest of them to the text as it is now; empty once that is deleted.</param>
internal sealed record EditedText(
    RevisedField Field,
    IReadOnlyList<EarlierText> Earlier,
    IReadOnlyList<TextPart> Difference
);
