using LearningStudio.Moderation.Duplicates;
using LearningStudio.Moderation.Triggers;

namespace LearningStudio.Moderation;

/// <summary>What moderation says of a submission.</summary>
public sealed class ModerationResult
{
    internal ModerationResult(
        Submission submission,
        ModerationAction action,
        SubmissionFacts facts,
        IReadOnlyList<ModerationSignal> signals
    )
    {
        Submission = submission;
        Action = action;
        Signals = signals;
        Body = facts.Body;
        Title = facts.Title;
        Author = facts.Author;
        Copies = facts.Copies;
    }

    /// <summary>The submission.</summary>
    public Submission Submission { get; }

    /// <summary>What to do with it.</summary>
    public ModerationAction Action { get; }

    /// <summary>The verdict on the body.</summary>
    public Verdict Body { get; }

    /// <summary>The verdict on the title; null without one.</summary>
    public Verdict? Title { get; }

    /// <summary>The triggers that fired; each asks for a review, if the submission is stored.</summary>
    public IReadOnlyList<ModerationSignal> Signals { get; }

    /// <summary>The verdict on the author's name; null where it is not known, or no rule looks at names.</summary>
    public Verdict? Author { get; }

    /// <summary>What combined rules add to the scores; empty in the classic profile.</summary>
    public IReadOnlyList<ScorePart> Combined { get; internal init; } = [];

    /// <summary>Combined rules in trial that hold.</summary>
    public IReadOnlyList<string> ShadowCompositeRules { get; internal init; } = [];

    /// <summary>The sum of all verdicts' scores and of <see cref="Combined"/>; in the classic profile the highest score.</summary>
    public double Score { get; internal init; }

    /// <summary>Whether the text must not be shown before a moderator approved it, or at all.</summary>
    public bool IsHeld => Action >= ModerationAction.Hold;

    /// <summary>Whether every rule saw the whole of every text.</summary>
    public bool IsComplete => Body.IsComplete && Title?.IsComplete != false && Author?.IsComplete != false;

    /// <summary>Names the rules that were searched.</summary>
    public string RuleSetHash => Body.RuleSetHash;

    /// <summary>
    /// The earlier posts that the body resembles, for <see cref="DuplicateDetector.StoreAsync"/> once the post is stored;
    /// null unless <see cref="DuplicateOptions.Enabled"/>.
    /// </summary>
    public DuplicateReport? Copies { get; }
}
