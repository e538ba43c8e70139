using LearningStudio.Moderation.Learning;

namespace LearningStudio.Moderation.Rules;

/// <summary>Counts what each rule hits, and what moderators decided of it.</summary>
/// <remarks>
/// Thread-safe; in memory, so a host that wants to keep it exports a snapshot now and then, or adds
/// LearningStudio.Moderation.Sql, which does. <see cref="SpamScorer"/>
/// records the hits of its verdicts here; decisions have to be recorded by the host. At most 100,000 ids are kept: hits
/// of others are not counted then.
/// </remarks>
/// <param name="time">The clock, for <see cref="RuleRecord.LastHit"/>.</param>
public sealed class RuleStatistics(TimeProvider time)
{
    /// <summary>How many decisions a rule needs before they say anything of it: 20.</summary>
    public const int MinLabelled = 20;

    private const int MaxRules = 100_000;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, RuleRecord> _records = new(StringComparer.OrdinalIgnoreCase);
    private DateTimeOffset _since = time.GetUtcNow();

    /// <summary>Counts the hits of a verdict.</summary>
    public void Record(Verdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        if (verdict.Matches.Count == 0)
        {
            return;
        }

        DateTimeOffset now = time.GetUtcNow();
        lock (_lock)
        {
            foreach ((string id, bool isShadow) in HitRules.From([verdict]))
            {
                Change(id, rule => rule with { Hits = rule.Hits + 1, LastHit = now, IsShadow = isShadow });
            }
        }
    }

    /// <summary>Counts the decision on a post for each rule that hit it, once for all verdicts on its parts.</summary>
    /// <param name="verdicts">The verdicts on title, body and author.</param>
    /// <param name="isSpam">Whether it was decided to be spam.</param>
    public void Record(IReadOnlyCollection<Verdict> verdicts, bool isSpam)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        Decide(HitRules.From(verdicts), isSpam);
    }

    /// <summary>Counts the decision on a post where only the rules' ids are known: as hits that count, none in trial.</summary>
    /// <param name="ruleIds">The ids of the rules that hit it; an id that stands there twice counts once.</param>
    /// <param name="isSpam">Whether it was decided to be spam.</param>
    public void Record(IReadOnlyCollection<string> ruleIds, bool isSpam)
    {
        ArgumentNullException.ThrowIfNull(ruleIds);
        Decide(
            ruleIds
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .ToDictionary(id => id, _ => false, StringComparer.OrdinalIgnoreCase),
            isSpam
        );
    }

    /// <summary>Takes back what a decision counted; no figure falls below nothing.</summary>
    /// <param name="verdicts">The verdicts on title, body and author.</param>
    /// <param name="isSpam">Whether it had been decided to be spam.</param>
    public void Retract(IReadOnlyCollection<Verdict> verdicts, bool isSpam)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        Decide(HitRules.From(verdicts), isSpam, -1);
    }

    /// <summary>What is known of a rule; null: nothing.</summary>
    public RuleRecord? Find(string ruleId)
    {
        ArgumentNullException.ThrowIfNull(ruleId);
        lock (_lock)
        {
            return _records.GetValueOrDefault(ruleId);
        }
    }

    /// <summary>Proposes weights, and which rules in trial have earned to count, for all rules that were ever hit.</summary>
    /// <param name="targetPrecision">What the lower bound of a precision has to reach; from 0 to 1, both excluded.</param>
    /// <param name="maxWeight">The largest weight proposed, and the negative of the smallest; over 0, at most 100.</param>
    /// <returns>The proposals, by the rules' ids.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its bounds.</exception>
    public IReadOnlyList<RuleProposal> Propose(double targetPrecision = 0.95, double maxWeight = 5) =>
        new WeightProposer(targetPrecision, maxWeight).Propose(Export().Rules);

    /// <summary>Copies all figures.</summary>
    public RuleStatisticsSnapshot Export()
    {
        lock (_lock)
        {
            return new RuleStatisticsSnapshot(
                _since,
                [.. _records.Values.OrderBy(rule => rule.RuleId, StringComparer.Ordinal)]
            );
        }
    }

    /// <summary>Replaces all figures by those of a snapshot.</summary>
    /// <exception cref="ArgumentException">The snapshot has a negative figure, or an id twice.</exception>
    public void Import(RuleStatisticsSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var records = new Dictionary<string, RuleRecord>(StringComparer.OrdinalIgnoreCase);
        foreach (RuleRecord rule in snapshot.Rules.Take(MaxRules))
        {
            if (rule is { Hits: < 0 } or { TruePositives: < 0 } or { FalsePositives: < 0 } or { UniqueCatches: < 0 })
            {
                throw new ArgumentException($"The figures of rule {rule.RuleId} are negative.", nameof(snapshot));
            }

            if (!records.TryAdd(rule.RuleId, rule))
            {
                throw new ArgumentException($"The rule {rule.RuleId} stands there twice.", nameof(snapshot));
            }
        }

        lock (_lock)
        {
            _since = snapshot.Since;
            _records.Clear();
            foreach (RuleRecord rule in records.Values)
            {
                _records.Add(rule.RuleId, rule);
            }
        }
    }

    /// <summary>
    /// Adds the figures of a snapshot to those that are counted: what other processes counted, for instance. Negative ones
    /// take away; no figure falls below nothing. Of two last hits the later one holds, and of two beginnings the earlier one.
    /// </summary>
    public void Add(RuleStatisticsSnapshot changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        lock (_lock)
        {
            _since = changes.Since < _since ? changes.Since : _since;
            foreach (RuleRecord change in changes.Rules)
            {
                Change(change.RuleId, rule => rule.Plus(change));
            }
        }
    }

    private void Decide(IReadOnlyDictionary<string, bool> rules, bool isSpam, int step = 1)
    {
        lock (_lock)
        {
            foreach ((string id, bool isShadow) in rules)
            {
                int unique = isSpam && HitRules.IsAlone(rules, id) ? step : 0;
                Change(
                    id,
                    rule =>
                        rule with
                        {
                            TruePositives = Math.Max(0, rule.TruePositives + (isSpam ? step : 0)),
                            FalsePositives = Math.Max(0, rule.FalsePositives + (isSpam ? 0 : step)),
                            UniqueCatches = Math.Max(0, rule.UniqueCatches + unique),
                            IsShadow = isShadow,
                        }
                );
            }
        }
    }

    private void Change(string id, Func<RuleRecord, RuleRecord> change)
    {
        if (_records.TryGetValue(id, out RuleRecord? rule) || _records.Count < MaxRules)
        {
            _records[id] = change(rule ?? new RuleRecord(id));
        }
    }
}
