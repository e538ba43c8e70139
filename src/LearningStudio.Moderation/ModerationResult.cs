using LearningStudio.Moderation.Duplicates;

namespace LearningStudio.Moderation;

/// <summary>What moderation says of a submission.</summary>
/// <param name="Action">What to do with it.</param>
/// <param name="Body">The verdict on the body.</param>
/// <param name="Title">The verdict on the title; null without one.</param>
/// <param name="Signals">The triggers that fired; each asks for a review, if the submission is stored.</param>
public sealed record ModerationResult(
    ModerationAction Action,
    Verdict Body,
    Verdict? Title,
    IReadOnlyList<ModerationSignal> Signals
)
{
    /// <summary>The verdict on the author's name; null where it is not known, or no rule looks at names.</summary>
    public Verdict? Author { get; init; }

    /// <summary>What combined rules add to the scores; empty in the classic profile.</summary>
    public IReadOnlyList<ScorePart> Combined { get; init; } = [];

    /// <summary>Combined rules in trial that hold.</summary>
    public IReadOnlyList<string> ShadowCompositeRules { get; init; } = [];

    /// <summary>The sum of all verdicts' scores and of <see cref="Combined"/>; in the classic profile the highest score.</summary>
    public required double Score { get; init; }

    /// <summary>Whether the text must not be shown before a moderator approved it, or at all.</summary>
    public bool IsHeld => Action >= ModerationAction.Hold;

    /// <summary>Whether every rule saw the whole of every text.</summary>
    public bool IsComplete => Body.IsComplete && Title?.IsComplete != false && Author?.IsComplete != false;

    /// <summary>Names the rules that judged.</summary>
    public string RuleSetHash => Body.RuleSetHash;

    /// <summary>
    /// The earlier posts that the body resembles, for <see cref="DuplicateDetector.StoreAsync"/> once the post is stored;
    /// null unless <see cref="DuplicateOptions.Enabled"/>.
    /// </summary>
    public DuplicateReport? Copies { get; init; }
}
