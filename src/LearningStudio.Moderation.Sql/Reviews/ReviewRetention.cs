using LearningStudio.Moderation.Sql.Databases;

namespace LearningStudio.Moderation.Sql.Reviews;

/// <summary>Deletes what is old. Thread-safe.</summary>
internal static class ReviewRetention
{
    private const string DeleteItems = """
        DELETE FROM review_items WHERE state <> 'pending' AND COALESCE(decided_at, created_at) < @before
        """;

    private const string DeleteBulks = "DELETE FROM review_bulks WHERE created_at < @before";

    private const string DeleteLog = "DELETE FROM review_log WHERE acted_at < @before";

    public static async Task<int> CleanUpAsync(
        SqlSession session,
        DateTimeOffset before,
        DateTimeOffset logBefore,
        CancellationToken cancellationToken
    )
    {
        var old = Parameter.Time("before", before);
        int deleted = await session.ExecuteAsync(DeleteItems, cancellationToken, old).ConfigureAwait(false);
        await session.ExecuteAsync(DeleteBulks, cancellationToken, old).ConfigureAwait(false);
        await session
            .ExecuteAsync(DeleteLog, cancellationToken, Parameter.Time("before", logBefore))
            .ConfigureAwait(false);
        return deleted;
    }
}
