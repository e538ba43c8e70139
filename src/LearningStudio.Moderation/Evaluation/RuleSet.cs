using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LearningStudio.Moderation.Rules;
using LearningStudio.Moderation.Rules.Combining;
using LearningStudio.Moderation.Rules.Matching;

namespace LearningStudio.Moderation.Evaluation;

/// <summary>The rules in force at one moment, and the options that go with them; immutable.</summary>
internal sealed class RuleSet
{
    private readonly CompiledRule[] _searched;

    public RuleSet(
        IReadOnlyList<CompiledRule> rules,
        IReadOnlyList<CompiledCompositeRule> compositeRules,
        RuleSettings settings
    )
    {
        Settings = settings;
        Rules = [.. rules.Where(rule => rule.State != RuleState.Disabled)];
        _searched = [.. Rules.Where(rule => rule.Pattern is not null)];
        Detectors = [.. Rules.Where(rule => rule.Detector is not null)];
        Index = new PatternIndex(_searched.Select(rule => rule.Pattern!));
        HasFoldedRules = _searched.Any(rule => !rule.RawOnly);
        HasLinkRules = _searched.Any(rule =>
            (rule.Fields & (RuleFields.Urls | RuleFields.LinkText)) != RuleFields.None
        );
        CompositeRules = new CompositeRuleSet(
            compositeRules,
            Rules.ToDictionary(rule => rule.Id, rule => rule.Category, StringComparer.OrdinalIgnoreCase)
        );
        Hash = HashOf(Rules, compositeRules, settings);
    }

    public RuleSettings Settings { get; }

    public IReadOnlyList<CompiledRule> Rules { get; }

    public IReadOnlyList<CompiledRule> Detectors { get; }

    public PatternIndex Index { get; }

    public CompositeRuleSet CompositeRules { get; }

    public bool HasFoldedRules { get; }

    public bool HasLinkRules { get; }

    /// <summary>The first 16 hexadecimal digits of the SHA-256 of all that a verdict depends on.</summary>
    public string Hash { get; }

    /// <summary>What the hits of a submission mean together; nothing in the classic profile.</summary>
    public CombinedVerdict Combine(IEnumerable<Verdict> verdicts, int trustLevel) =>
        Settings.Profile == ScoreProfile.Classic ? CombinedVerdict.None : CompositeRules.Combine(verdicts, trustLevel);

    public CompiledRule RuleOf(int pattern) => _searched[pattern];

    private static string HashOf(
        IEnumerable<CompiledRule> rules,
        IEnumerable<CompiledCompositeRule> compositeRules,
        RuleSettings settings
    )
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, settings.ToString());
        foreach (CompiledRule rule in rules)
        {
            Append(hash, rule.Id, rule.Category, rule.Text, string.Join('\u0001', rule.Scopes));
            Append(
                hash,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{rule.Kind} {rule.Fields} {rule.MatchCase} {rule.RawOnly} {rule.Weight:R} {rule.State} {rule.MaxTrust} {rule.Expires:O}"
                )
            );
        }

        foreach (CompiledCompositeRule one in compositeRules)
        {
            Append(
                hash,
                one.Id,
                one.Text,
                string.Create(CultureInfo.InvariantCulture, $"{one.Weight:R} {one.Action} {one.State}")
            );
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    // A text is told apart from its neighbour by its length.
    private static void Append(IncrementalHash hash, params ReadOnlySpan<string> texts)
    {
        foreach (string text in texts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
    }
}
