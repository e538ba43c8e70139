using System.Text.Json;
using LearningStudio.Moderation.Sql.Codes;
using LearningStudio.Moderation.Sql.Databases;

namespace LearningStudio.Moderation.Sql.Reviews;

// Rule: the points for trust are in a row's weight already: only what changed is added, and only to a row that still has the
//   level that was read. Each statement leaves weight and place of its rows in step, so that whatever ends the work leaves a
//   queue that is in order, and the next run does the rest.
// Cost: no connection, and no writer's turn, is held while the application finds the levels.
/// <summary>Puts open items where they belong by the trust levels that users have by now. Thread-safe.</summary>
internal sealed class ReviewRanks(ISqlDialect sql, ITrustLevels? trustLevels)
{
    private const int Batch = 1000;

    private const string Levels = """
        SELECT DISTINCT reported_user_id, COALESCE(reported_trust_level, 0) FROM review_items
        WHERE state = 'pending' AND reported_user_id >= @user
          AND (reported_user_id, COALESCE(reported_trust_level, 0)) > (@user, @level)
        ORDER BY 1, 2 LIMIT @limit
        """;

    private static readonly string NewWeight =
        $"(weight + {PrioritySql.PerTrustLevel} * (changes.level_before - changes.level_now))";

    private readonly string _weigh = $"""
        UPDATE review_items SET reported_trust_level = changes.level_now, weight = {NewWeight},
          standing = {PrioritySql.Rank(sql, NewWeight)}
        FROM (
          SELECT CAST(c.value ->> 'user' AS bigint) AS user_id, CAST(c.value ->> 'before' AS integer) AS level_before,
            CAST(c.value ->> 'now' AS integer) AS level_now
          FROM {sql.EachObject("@changes", "c")}) AS changes
        WHERE state = 'pending' AND reported_user_id = changes.user_id
          AND COALESCE(reported_trust_level, 0) = changes.level_before
        """;

    private readonly string _place = $"""
        UPDATE review_items SET standing = {PrioritySql.Rank(sql)}
        WHERE state = 'pending' AND standing <> {PrioritySql.Rank(sql)}
        """;

    public async Task<int> RecomputeAsync(ISqlRunner runner, CancellationToken cancellationToken)
    {
        int moved = trustLevels is null
            ? 0
            : await WeighAsync(runner, trustLevels, cancellationToken).ConfigureAwait(false);
        return moved
            + await runner
                .WriteAsync(session => session.ExecuteAsync(_place, cancellationToken, Epoch), cancellationToken)
                .ConfigureAwait(false);
    }

    private static Parameter Epoch => Parameter.Time("epoch", DateTimeOffset.UnixEpoch);

    private async Task<int> WeighAsync(ISqlRunner runner, ITrustLevels levels, CancellationToken cancellationToken)
    {
        int moved = 0;
        (long User, int Level) last = (long.MinValue, int.MinValue);
        List<(long User, int Level)> stored;
        do
        {
            stored = await runner
                .RunAsync(session => ReadAsync(session, last, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
            if (stored.Count > 0)
            {
                last = stored[^1];
                TrustChange[] changes = await CompareAsync(levels, stored, cancellationToken).ConfigureAwait(false);
                moved += await WriteAsync(runner, changes, cancellationToken).ConfigureAwait(false);
            }
        } while (stored.Count == Batch);
        return moved;
    }

    private static Task<List<(long User, int Level)>> ReadAsync(
        SqlSession session,
        (long User, int Level) after,
        CancellationToken cancellationToken
    ) =>
        session.ListAsync(
            Levels,
            row => (row.GetInt64(0), row.GetInt32(1)),
            cancellationToken,
            Parameter.Long("user", after.User),
            Parameter.Int("level", after.Level),
            Parameter.Int("limit", Batch)
        );

    private static async Task<TrustChange[]> CompareAsync(
        ITrustLevels levels,
        List<(long User, int Level)> stored,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyDictionary<long, int> found = await levels
            .FindAsync([.. stored.Select(item => item.User).Distinct()], cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. stored
                .Where(item => found.TryGetValue(item.User, out int now) && now != item.Level)
                .Select(item => new TrustChange(item.User, item.Level, found[item.User])),
        ];
    }

    private async Task<int> WriteAsync(ISqlRunner runner, TrustChange[] changes, CancellationToken cancellationToken)
    {
        if (changes.Length == 0)
        {
            return 0;
        }

        string json = JsonSerializer.Serialize(changes, StoredJson.Default.TrustChangeArray);
        return await runner
            .WriteAsync(
                session => session.ExecuteAsync(_weigh, cancellationToken, Parameter.Text("changes", json), Epoch),
                cancellationToken
            )
            .ConfigureAwait(false);
    }
}
