using LearningStudio.Moderation.Judging;

namespace LearningStudio.Moderation.Loading;

/// <summary>Holds a rule against its own examples.</summary>
internal static class RuleExampleCheck
{
    /// <summary>Which example the rule fails; null where it fails none. The text is not quoted.</summary>
    public static string? Find(CompiledRule rule)
    {
        for (int i = 0; i < rule.MatchExamples.Count; i++)
        {
            if (!Hits(rule, rule.MatchExamples[i]))
            {
                return $"Match[{i}] is not hit: mend the pattern or the example.";
            }
        }

        for (int i = 0; i < rule.NoMatchExamples.Count; i++)
        {
            if (Hits(rule, rule.NoMatchExamples[i]))
            {
                return $"NoMatch[{i}] is hit: mend the pattern or the example.";
            }
        }

        return null;
    }

    private static bool Hits(CompiledRule rule, string text) => TextJudge.Hits(rule, text);
}
