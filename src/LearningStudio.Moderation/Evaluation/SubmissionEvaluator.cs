using LearningStudio.Moderation.Duplicates;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Rules.Combining;
using LearningStudio.Moderation.Triggers;

namespace LearningStudio.Moderation.Evaluation;

// Rule: the action is the gravest that a score, a combined rule or a trigger asks for.
// Threads: pure.
internal static class SubmissionEvaluator
{
    /// <summary>By the profile that is set.</summary>
    /// <param name="submission">The submission.</param>
    /// <param name="facts">What is known of it.</param>
    /// <param name="settings">The profile and thresholds that go with the rules that were searched.</param>
    /// <param name="current">The options, for triggers and copies.</param>
    public static ModerationResult Evaluate(
        Submission submission,
        SubmissionFacts facts,
        RuleSettings settings,
        ModerationOptions current
    ) =>
        settings.Profile == ScoreProfile.Classic
            ? Classic(submission, facts, current)
            : Additive(submission, facts, settings, current);

    private static ModerationResult Classic(Submission submission, SubmissionFacts facts, ModerationOptions current)
    {
        ModerationSignal[] signals =
        [
            .. CopySignals.With(
                TriggerRules.Classic(submission, facts, current.Triggers),
                submission,
                facts.Copies,
                current.Duplicates
            ),
        ];
        return new ModerationResult(submission, ActionOf(signals), facts, signals)
        {
            Score = facts.Verdicts.Max(verdict => verdict.Score),
        };
    }

    private static ModerationResult Additive(
        Submission submission,
        SubmissionFacts facts,
        RuleSettings settings,
        ModerationOptions current
    )
    {
        CombinedVerdict combined = facts.Combined;
        double score = facts.Verdicts.Sum(verdict => verdict.Score) + combined.Parts.Sum(part => part.Amount);
        ModerationAction byScore = ActionOf(score, facts.IsComplete, settings);
        var spam = (ModerationAction)Math.Max((int)byScore, (int)combined.Action);
        ModerationSignal[] signals =
        [
            .. CopySignals.With(
                TriggerRules.Additive(submission, facts, spam, score, combined.Parts, current.Triggers),
                submission,
                facts.Copies,
                current.Duplicates
            ),
        ];
        var action = (ModerationAction)Math.Max((int)spam, (int)ActionOf(signals));
        return new ModerationResult(submission, action, facts, signals)
        {
            Combined = combined.Parts,
            ShadowCompositeRules = combined.Shadow,
            Score = score,
        };
    }

    private static ModerationAction ActionOf(double score, bool isComplete, RuleSettings settings)
    {
        if (score >= settings.Reject)
        {
            return ModerationAction.Reject;
        }

        if (score >= settings.Hold)
        {
            return ModerationAction.Hold;
        }

        return score >= settings.Review || !isComplete ? ModerationAction.Review : ModerationAction.Allow;
    }

    private static ModerationAction ActionOf(ModerationSignal[] signals)
    {
        if (signals.Length == 0)
        {
            return ModerationAction.Allow;
        }

        return Array.Exists(signals, Holds) ? ModerationAction.Hold : ModerationAction.Review;
    }

    private static bool Holds(ModerationSignal signal) =>
        signal.Type == ReviewType.NewUserPost
        || (signal.Type == ReviewType.SpamDetection && signal.Priority <= TriggerRules.Held);
}
