using System.Text.Json;
using LearningStudio.Moderation.Rules;
using LearningStudio.Moderation.Sql.Codes;
using LearningStudio.Moderation.Sql.Databases;

namespace LearningStudio.Moderation.Sql.RuleRecords;

// Rule: processes only add what they counted, in the order of the rules' ids, so that none waits for another in a circle.
/// <summary>The table <c>rule_statistics</c>. Thread-safe.</summary>
internal sealed class RuleTable(ISqlDialect sql, ISqlRunner database)
{
    // What RuleStatistics keeps at the most.
    private const string All = """
        SELECT rule_id, hits, true_positives, false_positives, unique_catches, last_hit, is_shadow, counted_since
        FROM rule_statistics ORDER BY rule_id LIMIT 100000
        """;

    private const string IsLater =
        "excluded.last_hit IS NOT NULL AND (s.last_hit IS NULL OR excluded.last_hit >= s.last_hit)";

    private readonly string _add = $"""
        INSERT INTO rule_statistics AS s
          (rule_id, hits, true_positives, false_positives, unique_catches, last_hit, is_shadow, counted_since)
        SELECT r.value ->> 'id', CAST(r.value ->> 'hits' AS bigint), CAST(r.value ->> 'true' AS integer),
          CAST(r.value ->> 'false' AS integer), CAST(r.value ->> 'unique' AS integer),
          {sql.FromMilliseconds("CAST(r.value ->> 'last' AS bigint)")}, CAST(r.value ->> 'shadow' AS boolean), @since
        FROM {sql.EachObject("@changes", "r")}
        WHERE true
        ORDER BY 1
        ON CONFLICT (rule_id) DO UPDATE SET
          hits = {Sum("hits", sql)},
          true_positives = {Sum("true_positives", sql)},
          false_positives = {Sum("false_positives", sql)},
          unique_catches = {Sum("unique_catches", sql)},
          last_hit = CASE WHEN {IsLater} THEN excluded.last_hit ELSE s.last_hit END,
          is_shadow = CASE WHEN {IsLater} THEN excluded.is_shadow ELSE s.is_shadow END,
          counted_since = {sql.Least("s.counted_since", "excluded.counted_since")}
        """;

    /// <summary>Adds what a process counted; all of it or nothing.</summary>
    public Task AddAsync(
        IReadOnlyCollection<RuleChange> changes,
        DateTimeOffset since,
        CancellationToken cancellationToken
    )
    {
        RuleChange[] rows = [.. changes.Select(change => change with { RuleId = sql.Text(change.RuleId) })];
        string json = JsonSerializer.Serialize(rows, StoredJson.Default.RuleChangeArray);
        return database.WriteAsync(
            session =>
                session.ExecuteAsync(
                    _add,
                    cancellationToken,
                    Parameter.Text("changes", json),
                    Parameter.Time("since", since)
                ),
            cancellationToken
        );
    }

    /// <summary>Reads what all processes counted; null where there is nothing.</summary>
    public async Task<RuleStatisticsSnapshot?> ReadAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset since = DateTimeOffset.MaxValue;
        List<RuleRecord> rules = await database
            .RunAsync(
                session =>
                    session.ListAsync(
                        All,
                        row =>
                        {
                            DateTimeOffset from = sql.ReadTime(row, 7);
                            since = from < since ? from : since;
                            return new RuleRecord(
                                row.GetString(0),
                                row.GetInt64(1),
                                row.GetInt32(2),
                                row.GetInt32(3),
                                row.GetInt32(4),
                                row.IsDBNull(5) ? null : sql.ReadTime(row, 5),
                                row.GetBoolean(6)
                            );
                        },
                        cancellationToken
                    ),
                cancellationToken
            )
            .ConfigureAwait(false);
        return rules.Count == 0 ? null : new RuleStatisticsSnapshot(since, [.. Merged(rules)]);
    }

    // Ids are the same whatever their case, and a database tells the cases apart.
    private static IEnumerable<RuleRecord> Merged(List<RuleRecord> rules) =>
        rules
            .GroupBy(rule => rule.RuleId, StringComparer.OrdinalIgnoreCase)
            .Select(same =>
            {
                RuleRecord latest = same.MaxBy(rule => rule.LastHit ?? DateTimeOffset.MinValue)!;
                return latest with
                {
                    Hits = same.Sum(rule => rule.Hits),
                    TruePositives = same.Sum(rule => rule.TruePositives),
                    FalsePositives = same.Sum(rule => rule.FalsePositives),
                    UniqueCatches = same.Sum(rule => rule.UniqueCatches),
                };
            });

    private static string Sum(string column, ISqlDialect sql) => sql.Greatest("0", $"s.{column} + excluded.{column}");
}
