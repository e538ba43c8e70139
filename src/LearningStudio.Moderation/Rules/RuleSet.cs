using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace LearningStudio.Moderation.Rules;

/// <summary>The rules in force at one moment; immutable.</summary>
internal sealed class RuleSet
{
    private readonly CompiledRule[] _rules;

    private RuleSet(CompiledRule[] rules, string hash)
    {
        _rules = rules;
        Hash = hash;
    }

    /// <summary>The first 16 hexadecimal digits of the SHA-256 of ids, categories, case and patterns.</summary>
    public string Hash { get; }

    public static RuleSet Compile(ModerationOptions options)
    {
        KeyValuePair<string, SpamRule>[] inForce =
        [
            .. Effective(options).Where(rule => rule.Value.Enabled).OrderBy(rule => rule.Key, StringComparer.Ordinal),
        ];
        var text = new StringBuilder();
        foreach ((string id, SpamRule rule) in inForce)
        {
            text.Append(id).Append('\0').Append(rule.Category).Append(rule.MatchCase).Append(rule.Pattern).Append('\0');
        }

        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..16];
        return new RuleSet(
            [.. inForce.Select(rule => new CompiledRule(rule.Key, rule.Value, options.RuleTimeout))],
            hash
        );
    }

    /// <summary>The default rules, unless switched off, and over them the configured ones.</summary>
    public static Dictionary<string, SpamRule> Effective(ModerationOptions options)
    {
        var rules = new Dictionary<string, SpamRule>(StringComparer.OrdinalIgnoreCase);
        if (options.UseDefaultRules)
        {
            foreach ((string id, SpamRule rule) in ClassicRules.All)
            {
                rules[id] = rule;
            }
        }

        foreach ((string id, SpamRule rule) in options.Rules)
        {
            rules[id] = rule;
        }

        return rules;
    }

    /// <summary>The first hit of each rule of a category.</summary>
    public IEnumerable<(string RuleId, Match Match)> Search(
        RuleCategory category,
        string text,
        ICollection<string> timedOut
    )
    {
        foreach (CompiledRule rule in _rules)
        {
            if (rule.Category == category && TrySearch(rule, text, timedOut) is { Success: true } match)
            {
                yield return (rule.Id, match);
            }
        }
    }

    private static Match? TrySearch(CompiledRule rule, string text, ICollection<string> timedOut)
    {
        try
        {
            return rule.Search(text);
        }
        catch (RegexMatchTimeoutException)
        {
            timedOut.Add(rule.Id);
            return null;
        }
    }
}
