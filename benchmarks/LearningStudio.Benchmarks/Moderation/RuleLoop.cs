using System.Text.RegularExpressions;

namespace LearningStudio.Benchmarks.Moderation;

/// <summary>What a rule list costs where each of its expressions is asked.</summary>
internal sealed class RuleLoop(IEnumerable<string> rules)
{
    private readonly Regex[] _expressions =
    [
        .. rules.Select(rule => new Regex(
            rule,
            RegexOptions.Compiled | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(10)
        )),
    ];

    public int Count(string text)
    {
        int count = 0;
        foreach (Regex expression in _expressions)
        {
            count += expression.IsMatch(text) ? 1 : 0;
        }

        return count;
    }
}
