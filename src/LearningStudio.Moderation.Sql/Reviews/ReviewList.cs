using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Sql.Codes;
using LearningStudio.Moderation.Sql.Databases;

namespace LearningStudio.Moderation.Sql.Reviews;

/// <summary>Lists and counts open items. Thread-safe.</summary>
internal sealed class ReviewList(ISqlDialect sql)
{
    private const string Count = "SELECT COUNT(*) FROM review_items WHERE state = 'pending'";

    private readonly string _pending = $"""
        SELECT {ReviewTable.Columns}, ({Count})
        FROM review_items WHERE state = 'pending'
        ORDER BY {PrioritySql.Score(sql)} DESC, id
        LIMIT @take OFFSET @skip
        """;

    public async Task<PendingReviews> GetPendingAsync(
        SqlSession session,
        DateTimeOffset now,
        int skip,
        int take,
        CancellationToken cancellationToken
    )
    {
        int total = 0;
        List<ReviewRow> rows = await session
            .ListAsync(
                _pending,
                row =>
                {
                    total = row.Count(row.FieldCount - 1);
                    return ReviewTable.Read(row, sql);
                },
                cancellationToken,
                Parameter.Time("now", now),
                Parameter.Int("skip", skip),
                Parameter.Int("take", take)
            )
            .ConfigureAwait(false);
        // Only a row tells the count.
        return rows.Count > 0 || skip == 0
            ? new PendingReviews([.. rows.Select(row => row.Item)], total)
            : new PendingReviews([], await CountAsync(session, cancellationToken).ConfigureAwait(false));
    }

    public static async Task<ReviewPage> ListAsync(
        SqlSession session,
        ReviewFilter filter,
        string? after,
        int take,
        CancellationToken cancellationToken
    )
    {
        var conditions = new ReviewConditions(filter);
        conditions.After(after);
        string list =
            $"SELECT {ReviewTable.Columns} FROM review_items WHERE {conditions.Sql} ORDER BY standing DESC, id LIMIT @take";
        List<ReviewRow> rows = await ReviewTable
            .ListAsync(session, list, cancellationToken, [.. conditions.Parameters, Parameter.Int("take", take + 1)])
            .ConfigureAwait(false);
        ReviewItem[] items = [.. rows.Take(take).Select(row => row.Item)];
        return new ReviewPage(
            items,
            rows.Count <= take ? null : ReviewCursor.Format(rows[take - 1].SortKey, rows[take - 1].Item.Id)
        );
    }

    public static Task<int> CountAsync(SqlSession session, CancellationToken cancellationToken) =>
        CountAsync(session, Count, cancellationToken);

    public static Task<int> CountAgainstAsync(SqlSession session, long userId, CancellationToken cancellationToken) =>
        CountAsync(
            session,
            $"{Count} AND reported_user_id = @user AND type <> @except",
            cancellationToken,
            Parameter.Long("user", userId),
            Parameter.Text("except", StoredCodes.Types[ReviewType.UserReport])
        );

    private static async Task<int> CountAsync(
        SqlSession session,
        string count,
        CancellationToken cancellationToken,
        params IEnumerable<Parameter> parameters
    ) => (int)(await session.FindLongAsync(count, cancellationToken, parameters).ConfigureAwait(false) ?? 0);
}
