using LearningStudio.Moderation.Duplicates;
using LearningStudio.Moderation.Rules.Combining;

namespace LearningStudio.Moderation.Triggers;

/// <summary>What is known of a submission when the triggers are asked.</summary>
internal sealed record SubmissionFacts(
    Verdict Body,
    Verdict? Title,
    Verdict? Author,
    bool IsDuplicate,
    DuplicateReport? Copies,
    int PostsToday,
    int PendingItems
)
{
    /// <summary>What the hits mean together; nothing in the classic profile.</summary>
    public CombinedVerdict Combined { get; init; } = CombinedVerdict.None;

    public bool IsComplete => Verdicts.All(verdict => verdict.IsComplete);

    public IEnumerable<Verdict> Verdicts => new[] { Body, Title, Author }.OfType<Verdict>();
}
