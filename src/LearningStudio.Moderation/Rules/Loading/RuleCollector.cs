namespace LearningStudio.Moderation.Rules.Loading;

/// <summary>Collects the rules of the options and of their files.</summary>
internal static class RuleCollector
{
    /// <summary>The default rules, unless switched off, over them those of the files in order, over them the configured ones.</summary>
    /// <param name="options">The options.</param>
    /// <param name="rejected">Takes what is no rule.</param>
    /// <exception cref="RuleFileException">A file cannot be read or is no rule file as a whole.</exception>
    public static IReadOnlyList<SourcedRule> Collect(ModerationOptions options, ICollection<RejectedRule> rejected)
    {
        var rules = new Dictionary<string, SourcedRule>(StringComparer.OrdinalIgnoreCase);
        if (options.UseDefaultRules)
        {
            foreach ((string id, SpamRule rule) in ClassicRules.All)
            {
                rules[id] = new SourcedRule(id, "classic", rule);
            }
        }

        foreach (RuleFile file in options.RuleFiles)
        {
            AddFile(file, rules, rejected);
        }

        foreach ((string id, SpamRule rule) in options.Rules)
        {
            rules[id] = new SourcedRule(id, SourcedRule.Configuration, rule);
        }

        return [.. rules.Values.OrderBy(rule => rule.Id, StringComparer.Ordinal)];
    }

    private static void AddFile(
        RuleFile file,
        Dictionary<string, SourcedRule> rules,
        ICollection<RejectedRule> rejected
    )
    {
        var own = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (SourcedRule rule in RuleFileReader.Read(file, rejected))
        {
            if (own.Add(rule.Id))
            {
                rules[rule.Id] = rule;
            }
            else
            {
                rejected.Add(new RejectedRule(rule.Id, rule.Source, "stands in the file twice: keep one of the two."));
            }
        }
    }
}
