using System.Text.RegularExpressions;

namespace LearningStudio.Moderation.Rules;

/// <summary>A rule ready to search.</summary>
internal sealed class CompiledRule(string id, SpamRule rule, TimeSpan timeout)
{
    private readonly Regex _regex = Compile(rule, timeout);

    public string Id => id;

    public RuleCategory Category { get; } = rule.Category;

    /// <exception cref="RegexMatchTimeoutException">The search took longer than the rule may.</exception>
    public Match Search(string text) => _regex.Match(text);

    /// <summary>Linear-time matching where the pattern allows it; else backtracking, bounded by the timeout.</summary>
    /// <exception cref="RegexParseException">The pattern is not a .NET regular expression.</exception>
    public static Regex Compile(SpamRule rule, TimeSpan timeout)
    {
        RegexOptions options =
            RegexOptions.CultureInvariant | (rule.MatchCase ? RegexOptions.None : RegexOptions.IgnoreCase);
        try
        {
            return new Regex(rule.Pattern, options | RegexOptions.NonBacktracking, timeout);
        }
        catch (NotSupportedException)
        {
            return new Regex(rule.Pattern, options, timeout);
        }
    }
}
