using LearningStudio.Moderation.Rules;

namespace LearningStudio.Moderation.Sql.RuleRecords;

// Rule: what is known of the table is what this process read from it or added to it; the rest of what it counted is still
//   to be added. What fails stays to be added. A commit of unknown outcome may be added twice.
// Threads: one call at a time; rules may be hit meanwhile.
/// <summary>Keeps <see cref="RuleStatistics"/> in step with the table.</summary>
internal sealed class RuleStatisticsKeeper(RuleStatistics statistics, RuleTable table)
{
    private const int Batch = 500;
    private readonly Dictionary<string, RuleRecord> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds what others counted, and what was counted before this process began.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        if (await table.ReadAsync(cancellationToken).ConfigureAwait(false) is not { } stored)
        {
            return;
        }

        RuleChange[] news =
        [
            .. stored.Rules.Select(rule => RuleChange.Between(KnownOf(rule.RuleId), rule)).OfType<RuleChange>(),
        ];
        statistics.Add(new RuleStatisticsSnapshot(stored.Since, [.. news.Select(change => change.ToRecord())]));
        foreach (RuleRecord rule in stored.Rules)
        {
            _known[rule.RuleId] = rule;
        }
    }

    /// <summary>Writes what was counted since, and reads what others did; nothing where nothing was counted.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        RuleStatisticsSnapshot counted = statistics.Export();
        (RuleRecord Rule, RuleChange Change)[] changes =
        [
            .. counted
                .Rules.Select(rule => (rule, Change: RuleChange.Between(KnownOf(rule.RuleId), rule)))
                .Where(pair => pair.Change is not null)
                .Select(pair => (pair.rule, pair.Change!)),
        ];
        foreach ((RuleRecord Rule, RuleChange Change)[] batch in changes.Chunk(Batch))
        {
            await table
                .AddAsync([.. batch.Select(pair => pair.Change)], counted.Since, cancellationToken)
                .ConfigureAwait(false);
            foreach ((RuleRecord rule, _) in batch)
            {
                _known[rule.RuleId] = rule;
            }
        }

        if (changes.Length > 0)
        {
            await ReadAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private RuleRecord KnownOf(string ruleId) => _known.GetValueOrDefault(ruleId) ?? new RuleRecord(ruleId);
}
