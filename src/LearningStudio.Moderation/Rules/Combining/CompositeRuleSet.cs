namespace LearningStudio.Moderation.Rules.Combining;

/// <summary>Asks all conditions of a set; immutable.</summary>
internal sealed class CompositeRuleSet(
    IReadOnlyList<CompiledCompositeRule> compositeRules,
    IReadOnlyDictionary<string, string> categories
)
{
    public IReadOnlyList<CompiledCompositeRule> All => compositeRules;

    /// <param name="verdicts">The verdicts on the parts of one submission.</param>
    /// <param name="trustLevel">The author's trust level.</param>
    public CombinedVerdict Combine(IEnumerable<Verdict> verdicts, int trustLevel)
    {
        if (compositeRules.Count == 0)
        {
            return CombinedVerdict.None;
        }

        var counts = new HitCounts(trustLevel);
        foreach (RuleMatch match in verdicts.SelectMany(verdict => verdict.Matches).Where(match => !match.IsShadow))
        {
            counts.Add(match.RuleId, categories.GetValueOrDefault(match.RuleId, ""));
        }

        CompiledCompositeRule[] holding = [.. compositeRules.Where(composite => composite.Condition.Holds(counts))];
        CompiledCompositeRule[] active = [.. holding.Where(composite => composite.State == RuleState.Active)];
        return new CombinedVerdict(
            [.. active.Where(composite => composite.Weight != 0).Select(one => new ScorePart(one.Id, one.Weight))],
            active.Max(composite => composite.Action) ?? ModerationAction.Allow,
            [.. holding.Where(composite => composite.State == RuleState.Shadow).Select(one => one.Id)]
        );
    }
}
