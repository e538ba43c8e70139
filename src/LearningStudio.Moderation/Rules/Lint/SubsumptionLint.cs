using LearningStudio.Moderation.Evaluation;
using LearningStudio.Moderation.Rules.Matching;

namespace LearningStudio.Moderation.Rules.Lint;

// Rule: a rule that is a list of literals hits only where another such rule hits if each of its literals holds one of
//   the other's, if the boundaries that the other asks for are sure to be there, and if the other applies whenever it
//   does. Nothing is said where that is not certain.
// Cost: a look-up for each part of each literal that is as long as some literal.
internal static class SubsumptionLint
{
    public static IEnumerable<LintFinding> Find(IEnumerable<CompiledRule> rules)
    {
        CompiledRule[] pure = [.. rules.Where(rule => rule.Pattern?.Plan == SearchPlan.Literals)];
        Dictionary<string, CompiledRule[]> byLiteral = pure.SelectMany(
                rule => rule.Pattern!.Literals!,
                (rule, literal) => (rule, literal)
            )
            .GroupBy(pair => pair.literal, pair => pair.rule, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        int[] lengths = [.. byLiteral.Keys.Select(literal => literal.Length).Distinct().Order()];
        foreach (CompiledRule rule in pure)
        {
            if (WiderThan(rule, byLiteral, lengths) is { } wider)
            {
                yield return new LintFinding(
                    rule.Id,
                    rule.Source,
                    LintKind.Subsumed,
                    $"hits only where {wider.Id} hits too: remove it, unless its weight is meant on top."
                );
            }
        }
    }

    private static CompiledRule? WiderThan(
        CompiledRule rule,
        Dictionary<string, CompiledRule[]> byLiteral,
        int[] lengths
    )
    {
        HashSet<CompiledRule>? common = null;
        foreach (string literal in rule.Pattern!.Literals!)
        {
            HashSet<CompiledRule> here = [.. Within(rule, literal, byLiteral, lengths)];
            common = common is null ? here : [.. common.Intersect(here)];
            if (common.Count == 0)
            {
                return null;
            }
        }

        return common?.Where(other => IsFirst(other, rule)).MinBy(other => other.Id, StringComparer.Ordinal);
    }

    /// <summary>The rules of which a literal stands within another rule's, with what that needs around it.</summary>
    private static IEnumerable<CompiledRule> Within(
        CompiledRule rule,
        string literal,
        Dictionary<string, CompiledRule[]> byLiteral,
        int[] lengths
    )
    {
        var byPart = byLiteral.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (int length in lengths.TakeWhile(length => length <= literal.Length))
        {
            for (int start = 0; start + length <= literal.Length; start++)
            {
                if (!byPart.TryGetValue(literal.AsSpan(start, length), out CompiledRule[]? others))
                {
                    continue;
                }

                foreach (CompiledRule other in others.Where(other => IsWider(other, rule, literal, start, length)))
                {
                    yield return other;
                }
            }
        }
    }

    private static bool IsWider(CompiledRule other, CompiledRule rule, string literal, int start, int length) =>
        !ReferenceEquals(other, rule)
        && AppliesWhenever(other, rule)
        && HasBoundaries(other.Pattern!, rule.Pattern!, literal, start, length);

    private static bool HasBoundaries(SearchPattern other, SearchPattern own, string literal, int start, int length)
    {
        int end = start + length;
        bool begins = start == 0 ? own.BeginsAtBoundary : WordCharacters.IsBoundary(literal, start);
        bool ends = end == literal.Length ? own.EndsAtBoundary : WordCharacters.IsBoundary(literal, end);
        return (begins || !other.BeginsAtBoundary) && (ends || !other.EndsAtBoundary);
    }

    private static bool AppliesWhenever(CompiledRule other, CompiledRule rule) =>
        (rule.Fields & ~other.Fields) == RuleFields.None
        && (rule.RawOnly || !other.RawOnly)
        && (other.State == RuleState.Active || rule.State == RuleState.Shadow)
        && (other.MaxTrust is null || other.MaxTrust >= rule.MaxTrust)
        && (other.Expires is null || other.Expires >= rule.Expires)
        && (other.Scopes.Count == 0 || other.Scopes.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(rule.Scopes));

    // Of two that hit the same, the later one is reported; of two of one expression, another finding tells.
    private static bool IsFirst(CompiledRule other, CompiledRule rule) =>
        !other.Pattern!.Text.Equals(rule.Pattern!.Text, StringComparison.Ordinal)
        && (
            string.CompareOrdinal(other.Id, rule.Id) < 0
            || !rule.Pattern.Literals!.ToHashSet(StringComparer.Ordinal).SetEquals(other.Pattern.Literals!)
            || rule.Pattern.BeginsAtBoundary != other.Pattern.BeginsAtBoundary
            || rule.Pattern.EndsAtBoundary != other.Pattern.EndsAtBoundary
            || !AppliesWhenever(rule, other)
        );
}
