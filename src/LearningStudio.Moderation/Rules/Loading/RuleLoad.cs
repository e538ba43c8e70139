using LearningStudio.Moderation.Evaluation;
using LearningStudio.Moderation.Rules.Combining;

namespace LearningStudio.Moderation.Rules.Loading;

/// <summary>Makes a set of rules from options, leaving bad rules out.</summary>
internal static class RuleLoad
{
    /// <summary>The source of combined rules.</summary>
    public const string CompositeRules = "composite rules";

    // PLINQ takes no more.
    private const int MaxProcessors = 512;

    /// <param name="options">The options; read before this returns, and not kept.</param>
    /// <param name="last">The set in force, whose patterns are taken over where they are the same; null for none.</param>
    /// <exception cref="RuleFileException">A file cannot be taken over at all.</exception>
    public static (RuleSet Set, IReadOnlyList<RejectedRule> Rejected) Load(ModerationOptions options, RuleSet? last)
    {
        var rejected = new List<RejectedRule>();
        RuleSettings settings = RuleSettings.From(options);
        PatternCache patterns = new(last, settings.RuleTime);
        // A start has the processors to itself; a reload leaves all but one to the posts that are moderated meanwhile.
        (CompiledRule? Rule, RejectedRule? Rejected)[] made =
        [
            .. RuleCollector
                .Collect(options, rejected)
                .Where(sourced => sourced.Rule.State != RuleState.Disabled)
                .AsParallel()
                .AsOrdered()
                .WithDegreeOfParallelism(last is null ? Math.Min(Environment.ProcessorCount, MaxProcessors) : 1)
                .Select(sourced => Compile(sourced, patterns)),
        ];
        CompiledRule[] rules = [.. made.Select(one => one.Rule).OfType<CompiledRule>()];
        rejected.AddRange(made.Select(one => one.Rejected).OfType<RejectedRule>());
        return (new RuleSet(rules, Combine(options, rules, rejected), settings), rejected);
    }

    /// <summary>The option that holds a rejected rule; null for a rule of a file.</summary>
    public static string? OptionOf(RejectedRule rule) =>
        rule.Source switch
        {
            SourcedRule.Configuration => $"{nameof(ModerationOptions.Rules)}.{rule.Id}",
            CompositeRules => $"{nameof(ModerationOptions.CompositeRules)}.{rule.Id}",
            _ => null,
        };

    private static (CompiledRule?, RejectedRule?) Compile(SourcedRule sourced, PatternCache patterns) =>
        RuleCompiler.TryCompile(sourced, patterns, out CompiledRule? compiled) is { } fault
            ? (null, new RejectedRule(sourced.Id, sourced.Source, $"{fault.Field} {fault.Reason}"))
            : (compiled, null);

    private static List<CompiledCompositeRule> Combine(
        ModerationOptions options,
        IEnumerable<CompiledRule> rules,
        List<RejectedRule> rejected
    )
    {
        var ids = rules.Select(rule => rule.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var compositeRules = new List<CompiledCompositeRule>();
        foreach (
            (string id, CompositeRule one) in options.CompositeRules.OrderBy(pair => pair.Key, StringComparer.Ordinal)
        )
        {
            if (one.State == RuleState.Disabled)
            {
                continue;
            }

            if (
                CompiledCompositeRule.TryCompile(id, one, ids.Contains, out CompiledCompositeRule? compiled) is
                { } reason
            )
            {
                rejected.Add(new RejectedRule(id, CompositeRules, reason));
            }
            else
            {
                compositeRules.Add(compiled!);
            }
        }

        return compositeRules;
    }
}
