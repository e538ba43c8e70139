using System.Text.RegularExpressions;
using LearningStudio.Moderation.Evaluation;

namespace LearningStudio.Moderation.Rules.Loading;

/// <summary>Holds a rule against its own examples.</summary>
internal static class RuleExampleCheck
{
    /// <summary>Which example the rule fails; null where it fails none. The text is not quoted.</summary>
    public static string? Find(CompiledRule rule)
    {
        return Find(rule, rule.MatchExamples, "Match", isHit: true)
            ?? Find(rule, rule.NoMatchExamples, "NoMatch", isHit: false);
    }

    private static string? Find(CompiledRule rule, IReadOnlyList<string> examples, string name, bool isHit)
    {
        for (int i = 0; i < examples.Count; i++)
        {
            try
            {
                if (TextEvaluator.Hits(rule, examples[i]) != isHit)
                {
                    return $"{name}[{i}] is {(isHit ? "not hit" : "hit")}: mend the pattern or the example.";
                }
            }
            catch (Exception exception) when (exception is RegexMatchTimeoutException or IndexOutOfRangeException)
            {
                // As where posts are evaluated: the interpreter has been seen to run out of its own stack's bounds.
                return $"{name}[{i}] takes longer than Limits:RuleTime: make the pattern faster or the example shorter.";
            }
        }

        return null;
    }
}
