using LearningStudio.Moderation.Evaluation;
using LearningStudio.Moderation.Rules;

namespace LearningStudio.Moderation.Scoring;

/// <summary>Adds a score up, part by part.</summary>
internal sealed class ScoreSheet
{
    private readonly List<RuleMatch> _matches = [];
    private readonly List<ScorePart> _parts = [];
    private double _sum;

    /// <summary>Adds what a number of hits is worth; each hit is listed with what it added.</summary>
    public void AddHits(string signal, IEnumerable<Hit> hits, Func<int, double> amountOf)
    {
        int count = 0;
        foreach (Hit hit in hits)
        {
            List(hit, amountOf(count + 1) - amountOf(count));
            count++;
        }

        AddIf(count > 0, signal, amountOf(count));
    }

    /// <summary>Adds a hit's own weight.</summary>
    public void AddHit(Hit hit)
    {
        List(hit, hit.Rule.Weight);
        AddIf(true, hit.Rule.Id, hit.Rule.Weight);
    }

    public void AddIf(bool condition, string signal, double amount)
    {
        if (condition)
        {
            _parts.Add(new ScorePart(signal, amount));
            _sum += amount;
        }
    }

    /// <summary>Takes off what exceeds a bound.</summary>
    public void Cap(double max)
    {
        if (_sum > max)
        {
            _parts.Add(new ScorePart("cap", max - _sum));
            _sum = max;
        }
    }

    public Verdict Total(Findings findings, string hash)
    {
        foreach (Hit hit in findings.Hits.Where(hit => hit.Rule.State == RuleState.Shadow))
        {
            List(hit, 0);
        }

        return new Verdict(_sum, _parts, _matches, findings.Unfinished, hash)
        {
            IsCut = findings.IsCut,
            IsOutOfTime = findings.IsOutOfTime,
        };
    }

    private void List(Hit hit, double weight) =>
        _matches.Add(
            new RuleMatch(
                hit.Rule.Id,
                hit.Field,
                hit.Place.Start,
                hit.Place.Length,
                weight,
                hit.Rule.State == RuleState.Shadow
            )
        );
}
