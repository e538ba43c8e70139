using System.Text.RegularExpressions;

namespace LearningStudio.Moderation.Scoring;

/// <summary>Adds a score up, part by part.</summary>
internal sealed class ScoreSheet(string ruleSetHash)
{
    private readonly List<RuleMatch> _matches = [];
    private readonly List<ScorePart> _parts = [];
    private double _sum;

    public List<string> TimedOutRules { get; } = [];

    /// <summary>Adds what a number of hits is worth; each hit is listed with what it added.</summary>
    public void AddHits(string signal, IEnumerable<(string RuleId, Match Match)> hits, Func<int, double> amountOf)
    {
        int count = 0;
        foreach ((string ruleId, Match match) in hits)
        {
            double weight = amountOf(count + 1) - amountOf(count);
            _matches.Add(new RuleMatch(ruleId, match.Index, match.Length, weight));
            count++;
        }

        AddIf(count > 0, signal, amountOf(count));
    }

    public void AddIf(bool condition, string signal, double amount)
    {
        if (condition)
        {
            _parts.Add(new ScorePart(signal, amount));
            _sum += amount;
        }
    }

    public Verdict Total()
    {
        AddIf(_sum > 1, "cap", 1 - _sum);
        return new Verdict(Math.Min(_sum, 1), _parts, _matches, TimedOutRules, ruleSetHash);
    }
}
