using LearningStudio.Moderation.Evaluation;

namespace LearningStudio.Moderation.Scoring;

// Rule: a text is worth the sum of the weights of the rules that hit it, each once.
// Threads: pure.
internal static class AdditiveProfile
{
    public static Verdict Score(Findings findings, string hash)
    {
        var score = new ScoreSheet();
        foreach (Hit hit in findings.Counted)
        {
            score.AddHit(hit);
        }

        return score.Total(findings, hash);
    }
}
