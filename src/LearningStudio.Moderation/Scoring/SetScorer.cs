using LearningStudio.Moderation.Evaluation;
using LearningStudio.Moderation.Rules;

namespace LearningStudio.Moderation.Scoring;

/// <summary>Scores what a set found, by the profile that the set is for.</summary>
internal static class SetScorer
{
    public static Verdict Score(RuleSet set, string text, RuleFields field, Findings findings)
    {
        if (set.Settings.Profile == ScoreProfile.Additive)
        {
            return AdditiveProfile.Score(findings, set.Hash);
        }

        return field switch
        {
            RuleFields.Title => ClassicProfile.ScoreTitle(text, findings, set.Hash),
            RuleFields.Author => ClassicProfile.ScoreAuthor(text, findings, set.Hash),
            _ => ClassicProfile.ScoreBody(text, findings, set.Hash),
        };
    }
}
