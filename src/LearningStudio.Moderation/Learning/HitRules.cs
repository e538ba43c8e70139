namespace LearningStudio.Moderation.Learning;

/// <summary>The rules that hit a post, and whether each is in trial.</summary>
internal static class HitRules
{
    public static Dictionary<string, bool> From(IEnumerable<Verdict> verdicts)
    {
        var rules = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        foreach (RuleMatch match in verdicts.SelectMany(verdict => verdict.Matches))
        {
            rules[match.RuleId] = match.IsShadow;
        }

        return rules;
    }

    /// <summary>Whether no other rule found the post: for one that counts, none that counts; for one in trial, none at all.</summary>
    public static bool IsAlone(IReadOnlyDictionary<string, bool> rules, string id) =>
        rules[id] ? rules.Count == 1 : rules.Values.Count(isShadow => !isShadow) == 1;
}
