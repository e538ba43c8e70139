using System.Text.Json;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Sql.Codes;
using LearningStudio.Moderation.Sql.Databases;

namespace LearningStudio.Moderation.Sql.Reviews;

/// <summary>Adds items, or raises the open one of the same target and type. Thread-safe.</summary>
internal sealed class ReviewAdditions(ISqlDialect sql)
{
    private const string Vote = """
        INSERT INTO review_votes (item_id, voter_id, weight, voted_at) VALUES (@item, @voter, @weight, @now)
        ON CONFLICT DO NOTHING
        """;

    private static readonly string Add = $"""
        INSERT INTO review_items
          (target_kind, target_id, type, priority, weight, spam_score, reasons, reported_user_id, reported_trust_level,
            created_at, cluster_id, standing, due_at, available_at)
        VALUES (@kind, @target, @type, @priority, @weight, @score, @reasons, @user, @trust, @created, @cluster, @standing,
          @due, @created)
        ON CONFLICT (target_kind, target_id, type) WHERE state = 'pending' DO UPDATE SET
          priority = CASE WHEN excluded.priority < review_items.priority THEN excluded.priority ELSE review_items.priority END,
          standing = review_items.standing + CASE
            WHEN excluded.priority < review_items.priority
              THEN {PrioritySql.RankPerPriority} * (review_items.priority - excluded.priority)
            ELSE 0 END,
          spam_score = COALESCE(excluded.spam_score, review_items.spam_score),
          reasons = CASE WHEN @replace THEN excluded.reasons ELSE review_items.reasons END,
          cluster_id = COALESCE(excluded.cluster_id, review_items.cluster_id),
          due_at = CASE WHEN excluded.due_at < review_items.due_at THEN excluded.due_at ELSE review_items.due_at END,
          stage = CASE WHEN review_items.stage = 'waiting' THEN 'open' ELSE review_items.stage END,
          available_at = CASE
            WHEN review_items.stage = 'waiting' AND review_items.claimed_by IS NULL THEN excluded.available_at
            ELSE review_items.available_at END
        RETURNING id
        """;

    private static readonly string CountVote = $"""
        UPDATE review_items SET votes = votes + 1, vote_weight = vote_weight + @weight,
          standing = standing + CAST(ROUND({PrioritySql.RankPerVote} * @weight) AS bigint)
        WHERE id = @item
        """;

    private readonly string _addCodes = $"""
        INSERT INTO review_signals (item_id, code)
        SELECT @item, codes.value FROM {sql.EachText("@codes", "codes")} WHERE true
        ON CONFLICT DO NOTHING
        """;

    public async Task<long> AddAsync(
        SqlSession session,
        ReviewRequest request,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        long id = (
            await session.FindLongAsync(Add, cancellationToken, Parameters(request, now)).ConfigureAwait(false)
        )!.Value;
        var item = Parameter.Long("item", id);
        if (request.Codes is { Count: > 0 } codes)
        {
            string texts = JsonSerializer.Serialize(codes, StoredJson.Default.IReadOnlyCollectionString);
            await session
                .ExecuteAsync(_addCodes, cancellationToken, item, Parameter.Text("codes", texts))
                .ConfigureAwait(false);
        }

        if (request.VoterId is { } voter)
        {
            await VoteAsync(session, item, voter, request.VoteWeight, now, cancellationToken).ConfigureAwait(false);
        }

        return id;
    }

    // The item is locked since it was added or raised.
    private static async Task VoteAsync(
        SqlSession session,
        Parameter item,
        long voterId,
        double voteWeight,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var weight = Parameter.Double("weight", voteWeight);
        var voter = Parameter.Long("voter", voterId);
        int added = await session
            .ExecuteAsync(Vote, cancellationToken, item, voter, weight, Parameter.Time("now", now))
            .ConfigureAwait(false);
        if (added > 0)
        {
            await session.ExecuteAsync(CountVote, cancellationToken, item, weight).ConfigureAwait(false);
        }
    }

    private static Parameter[] Parameters(ReviewRequest request, DateTimeOffset now) =>
        [
            Parameter.Text("kind", StoredCodes.Kinds[request.Target.Kind]),
            Parameter.Long("target", request.Target.Id),
            Parameter.Text("type", StoredCodes.Types[request.Type]),
            Parameter.Int("priority", request.Priority),
            Parameter.Double("weight", ReviewPriority.WeightOf(request)),
            Parameter.Double("score", request.SpamScore),
            Parameter.Text("reasons", StoredReason.Write(request.Reasons)),
            Parameter.Long("user", request.ReportedUserId),
            Parameter.Int("trust", request.ReportedTrustLevel),
            Parameter.Time("created", now),
            Parameter.Long("cluster", request.ClusterId),
            Parameter.Long("standing", ReviewPriority.SortKey(request, now)),
            Parameter.Time("due", now + (request.Deadline ?? ReviewPriority.MaxDeadline)),
            Parameter.Bool("replace", request.Reasons.Count > 0),
        ];
}
