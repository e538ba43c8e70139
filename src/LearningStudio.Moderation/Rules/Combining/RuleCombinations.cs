namespace LearningStudio.Moderation.Rules.Combining;

/// <summary>Asks all conditions of a set; immutable.</summary>
internal sealed class RuleCombinations(
    IReadOnlyList<CompiledCombination> combinations,
    IReadOnlyDictionary<string, string> categories
)
{
    public IReadOnlyList<CompiledCombination> All => combinations;

    /// <param name="verdicts">The verdicts on the parts of one submission.</param>
    /// <param name="trustLevel">The author's trust level.</param>
    public CombinedVerdict Combine(IEnumerable<Verdict> verdicts, int trustLevel)
    {
        if (combinations.Count == 0)
        {
            return CombinedVerdict.None;
        }

        var counts = new HitCounts(trustLevel);
        foreach (RuleMatch match in verdicts.SelectMany(verdict => verdict.Matches).Where(match => !match.IsShadow))
        {
            counts.Add(match.RuleId, categories.GetValueOrDefault(match.RuleId, ""));
        }

        CompiledCombination[] holding = [.. combinations.Where(combination => combination.Condition.Holds(counts))];
        CompiledCombination[] active = [.. holding.Where(combination => combination.State == RuleState.Active)];
        return new CombinedVerdict(
            [.. active.Where(combination => combination.Weight != 0).Select(one => new ScorePart(one.Id, one.Weight))],
            active.Max(combination => combination.Action) ?? ModerationAction.Allow,
            [.. holding.Where(combination => combination.State == RuleState.Shadow).Select(one => one.Id)]
        );
    }
}
