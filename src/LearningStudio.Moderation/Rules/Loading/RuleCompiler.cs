using System.Text.RegularExpressions;
using LearningStudio.Moderation.Evaluation;
using LearningStudio.Moderation.Rules.Detectors;
using LearningStudio.Moderation.Rules.Matching;

namespace LearningStudio.Moderation.Rules.Loading;

/// <summary>Makes a rule ready to be searched, or says what is wrong with it.</summary>
internal static partial class RuleCompiler
{
    /// <summary>The field that is wrong, and why; null where the rule was made.</summary>
    public static (string Field, string Reason)? TryCompile(
        SourcedRule sourced,
        PatternCache patterns,
        out CompiledRule? compiled
    )
    {
        compiled = null;
        SpamRule rule = sourced.Rule;
        if (RuleCheck.Find(sourced.Id, rule) is { } fault)
        {
            return fault;
        }

        if (rule.Kind is RuleKind.Detector or RuleKind.Host)
        {
            return TryDetector(sourced, out compiled);
        }

        if (TryPattern(rule, patterns, out SearchPattern? pattern) is { } reason)
        {
            return (nameof(rule.Pattern), reason);
        }

        compiled = new CompiledRule(sourced.Id, sourced.Source, rule, pattern, null);
        return RuleExampleCheck.Find(compiled) is { } example ? (nameof(rule.Examples), example) : null;
    }

    /// <summary>The expression that a rule stands for.</summary>
    public static string ExpressionOf(SpamRule rule) =>
        rule.Kind switch
        {
            RuleKind.Literal => Regex.Escape(rule.Pattern),
            RuleKind.Word => WordOf(rule.Pattern),
            _ => rule.Pattern,
        };

    private static (string, string)? TryDetector(SourcedRule sourced, out CompiledRule? compiled)
    {
        compiled = null;
        SpamRule rule = sourced.Rule;
        try
        {
            IDetector detector = DetectorPattern.Parse(rule.Kind, rule.Pattern);
            compiled = new CompiledRule(sourced.Id, sourced.Source, rule, null, detector);
            return RuleExampleCheck.Find(compiled) is { } example ? (nameof(rule.Examples), example) : null;
        }
        catch (FormatException exception)
        {
            return (nameof(rule.Pattern), exception.Message);
        }
    }

    private static string? TryPattern(SpamRule rule, PatternCache patterns, out SearchPattern? pattern)
    {
        pattern = null;
        if (rule.Kind == RuleKind.Regex && DialectHints.MeansSomethingElse(rule.Pattern))
        {
            return $"is of another dialect: {DialectHints.For(rule.Pattern)}.";
        }

        if (rule.Kind == RuleKind.Regex && HugeRepetition.IsMatch(rule.Pattern))
        {
            return "repeats 100,000 times or more, which may take all memory: write a smaller number.";
        }

        try
        {
            pattern = patterns.Get(ExpressionOf(rule), rule.MatchCase, out bool isNew);
            if (!isNew)
            {
                return null;
            }
        }
        catch (RegexParseException exception)
        {
            string hint = DialectHints.For(rule.Pattern) is { } other ? $"; {other}" : "";
            return $"is not a .NET regular expression: {exception.Error} at position {exception.Offset}{hint}.";
        }

        if (pattern.IsEndless)
        {
            return "repeats lazily what may be empty within another repetition, which may take all memory: make the inner part match at least one character.";
        }

        return pattern.IsRisky && pattern.Backtracks && SlowTexts.Stop(pattern)
            ? "takes exponential time: make repetitions within repetitions exclude each other, or drop the lookaround or backreference that rules linear time out."
            : null;
    }

    private static string WordOf(string text)
    {
        string before = WordCharacters.Contains(text[0]) ? @"\b" : @"(?<!\w)";
        string after = WordCharacters.Contains(text[^1]) ? @"\b" : @"(?!\w)";
        return before + Regex.Escape(text) + after;
    }

    // Regex lays out what one character repeats, without regard to case, before any search (seen in .NET 10.0).
    [GeneratedRegex(@"(?<!\\)(?:\\\\)*\{(?:[0-9]*,)?0*[1-9][0-9]{5,}", RegexOptions.None, 1000)]
    private static partial Regex HugeRepetition { get; }
}
