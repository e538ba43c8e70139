namespace LearningStudio.Moderation.Rules;

/// <summary>All that <see cref="RuleStatistics"/> knows, for a host to store; plain data, as JSON for instance.</summary>
/// <param name="Since">When the collection began.</param>
/// <param name="Rules">The rules, by id.</param>
public sealed record RuleStatisticsSnapshot(DateTimeOffset Since, IReadOnlyList<RuleRecord> Rules);
