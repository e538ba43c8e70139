using System.Data.Common;
using Dapper;

namespace LearningStudio.BeforeApi.Moderation;

// Statements: 8, each time: nothing was kept.
/// <summary>The figures of the review queue.</summary>
internal sealed class AnalyticsService(OldDatabase database, TimeProvider time)
{
    private const string Resolved =
        "SELECT COUNT(*) FROM review_items WHERE state IN ('approved', 'rejected') AND decided_at >= @since";

    public async Task<Analytics> ReadAsync()
    {
        await using DbConnection db = await database.OpenAsync();
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset week = now.AddDays(-7);
        return new Analytics(
            await db.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM review_items WHERE state = 'pending'"),
            await db.ExecuteScalarAsync<int>(
                Resolved,
                new { since = new DateTimeOffset(now.UtcDateTime.Date, default) }
            ),
            await db.ExecuteScalarAsync<int>(Resolved, new { since = week }),
            await GroupAsync(
                db,
                "SELECT type AS Name, COUNT(*) AS Total FROM review_items WHERE state = 'pending' GROUP BY type"
            ),
            await GroupAsync(db, "SELECT state AS Name, COUNT(*) AS Total FROM review_items GROUP BY state"),
            await GroupAsync(
                db,
                """
                SELECT u.display_name AS Name, COUNT(*) AS Total FROM review_items i JOIN users u ON u.id = i.decided_by
                GROUP BY u.id, u.display_name ORDER BY COUNT(*) DESC, u.id LIMIT 10
                """
            ),
            await GroupAsync(
                db,
                """
                SELECT u.display_name AS Name, COUNT(*) AS Total FROM review_items i JOIN users u ON u.id = i.reported_user_id
                GROUP BY u.id, u.display_name ORDER BY COUNT(*) DESC, u.id LIMIT 10
                """
            ),
            await db.ExecuteScalarAsync<double?>(
                $"SELECT AVG({database.Seconds("created_at", "decided_at")}) FROM review_items WHERE state IN ('approved', 'rejected') AND decided_at >= @week",
                new { week }
            )
        );
    }

    // Names may be shared: what is counted for one of them is added up.
    private static async Task<IReadOnlyDictionary<string, int>> GroupAsync(DbConnection db, string sql) =>
        (await db.QueryAsync<Group>(sql))
            .GroupBy(row => row.Name, StringComparer.Ordinal)
            .ToDictionary(rows => rows.Key, rows => rows.Sum(row => row.Total), StringComparer.Ordinal);

    private sealed class Group
    {
        public string Name { get; set; } = "";
        public int Total { get; set; }
    }
}
