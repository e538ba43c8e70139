using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using LearningStudio.Moderation.Evaluation;
using LearningStudio.Moderation.Rules.Matching;

namespace LearningStudio.Moderation.Rules.Loading;

/// <summary>
/// Makes patterns, and takes over those of the set in force: a change of one rule costs one, and a pattern that was
/// disabled for its slowness stays so until it is written otherwise. Thread-safe.
/// </summary>
internal sealed class PatternCache
{
    private readonly ConcurrentDictionary<(string, bool), SearchPattern> _known = [];
    private readonly TimeSpan _ruleTime;

    public PatternCache(RuleSet? last, TimeSpan ruleTime)
    {
        _ruleTime = ruleTime;
        if (last is not null && last.Settings.RuleTime == ruleTime)
        {
            foreach (CompiledRule rule in last.Rules.Where(rule => rule.Pattern is not null))
            {
                _known[(rule.Pattern!.Text, rule.MatchCase)] = rule.Pattern;
            }
        }
    }

    /// <exception cref="RegexParseException">The expression is not a .NET regular expression.</exception>
    public SearchPattern Get(string expression, bool matchCase, out bool isNew)
    {
        isNew = !_known.TryGetValue((expression, matchCase), out SearchPattern? pattern);
        return pattern ?? _known.GetOrAdd((expression, matchCase), new SearchPattern(expression, matchCase, _ruleTime));
    }
}
