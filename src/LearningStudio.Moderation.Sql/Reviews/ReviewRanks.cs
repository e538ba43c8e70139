using System.Globalization;
using System.Text.Json;
using LearningStudio.Moderation.Sql.Codes;
using LearningStudio.Moderation.Sql.Databases;

namespace LearningStudio.Moderation.Sql.Reviews;

// Rule: the points for trust are in a row's weight already: only what changed is added.
/// <summary>Puts open items where they belong by the trust levels that users have by now. Thread-safe.</summary>
internal sealed class ReviewRanks(ISqlDialect sql, ITrustLevels? trustLevels)
{
    private const int Batch = 1000;

    private const string Users = """
        SELECT DISTINCT reported_user_id FROM review_items
        WHERE state = 'pending' AND reported_user_id > @after ORDER BY reported_user_id LIMIT @limit
        """;

    private readonly string _weigh = $"""
        UPDATE review_items SET reported_trust_level = levels.value,
          weight = weight + {PrioritySql.PerTrustLevel} * (COALESCE(reported_trust_level, 0) - levels.value)
        FROM {sql.EachNumber("@levels", "levels")}
        WHERE state = 'pending' AND reported_user_id = levels.key AND COALESCE(reported_trust_level, 0) <> levels.value
        """;

    private readonly string _place = $"""
        UPDATE review_items SET standing = {PrioritySql.Rank(sql)}
        WHERE state = 'pending' AND standing <> {PrioritySql.Rank(sql)}
        """;

    public async Task<int> RecomputeAsync(SqlSession session, CancellationToken cancellationToken)
    {
        if (trustLevels is not null)
        {
            long after = long.MinValue;
            List<long> users;
            do
            {
                users = await WeighAsync(session, trustLevels, after, cancellationToken).ConfigureAwait(false);
                after = users.Count == 0 ? after : users[^1];
            } while (users.Count == Batch);
        }

        return await session
            .ExecuteAsync(_place, cancellationToken, Parameter.Time("epoch", DateTimeOffset.UnixEpoch))
            .ConfigureAwait(false);
    }

    private async Task<List<long>> WeighAsync(
        SqlSession session,
        ITrustLevels levels,
        long after,
        CancellationToken cancellationToken
    )
    {
        List<long> users = await session
            .ListAsync(
                Users,
                row => row.GetInt64(0),
                cancellationToken,
                Parameter.Long("after", after),
                Parameter.Int("limit", Batch)
            )
            .ConfigureAwait(false);
        if (users.Count > 0)
        {
            IReadOnlyDictionary<long, int> found = await levels
                .FindAsync(users, cancellationToken)
                .ConfigureAwait(false);
            string json = JsonSerializer.Serialize(
                found.ToDictionary(
                    pair => pair.Key.ToString(CultureInfo.InvariantCulture),
                    pair => pair.Value,
                    StringComparer.Ordinal
                ),
                StoredJson.Default.DictionaryStringInt32
            );
            await session.ExecuteAsync(_weigh, cancellationToken, Parameter.Text("levels", json)).ConfigureAwait(false);
        }

        return users;
    }
}
