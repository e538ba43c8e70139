using LearningStudio.Moderation.Combining;

namespace LearningStudio.Moderation.Triggers;

// Rule: the action is the gravest that a score, a combined rule or a trigger asks for.
// Threads: pure.
internal static class Judgement
{
    public static ModerationResult Classic(Submission submission, SubmissionFacts facts, TriggerOptions triggers)
    {
        ModerationSignal[] signals = [.. TriggerRules.Classic(submission, facts, triggers)];
        return new ModerationResult(ActionOf(signals), facts.Body, facts.Title, signals)
        {
            Author = facts.Author,
            Score = facts.Verdicts.Max(verdict => verdict.Score),
        };
    }

    public static ModerationResult Additive(
        Submission submission,
        SubmissionFacts facts,
        CombinedVerdict combined,
        ModerationOptions current
    )
    {
        double score = facts.Verdicts.Sum(verdict => verdict.Score) + combined.Parts.Sum(part => part.Amount);
        ModerationAction byScore = ActionOf(score, facts.IsComplete, current.Thresholds);
        var spam = (ModerationAction)Math.Max((int)byScore, (int)combined.Action);
        ModerationSignal[] signals =
        [
            .. TriggerRules.Additive(submission, facts, spam, score, combined.Parts, current.Triggers),
        ];
        return new ModerationResult(
            (ModerationAction)Math.Max((int)spam, (int)ActionOf(signals)),
            facts.Body,
            facts.Title,
            signals
        )
        {
            Author = facts.Author,
            Combined = combined.Parts,
            ShadowCombinations = combined.Shadow,
            Score = score,
        };
    }

    private static ModerationAction ActionOf(double score, bool isComplete, ScoreThresholds thresholds)
    {
        if (score >= thresholds.Reject)
        {
            return ModerationAction.Reject;
        }

        if (score >= thresholds.Hold)
        {
            return ModerationAction.Hold;
        }

        return score >= thresholds.Review || !isComplete ? ModerationAction.Review : ModerationAction.Allow;
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
