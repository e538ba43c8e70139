using LearningStudio.Repositories.Queries;
using LearningStudio.Repositories.Writing;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Upkeep;

/// <summary>Moves deferred changes into the counters, and changed days into the site's.</summary>
internal sealed class Fold(ForumStore store)
{
    // Notes that another process is folding are left to it.
    private const string Take = """
        DELETE FROM forum_stats_delta WHERE id IN (
          SELECT d.id FROM forum_stats_delta d ORDER BY d.id LIMIT 10000 /* skip */ FOR UPDATE SKIP LOCKED)
        RETURNING forum_id, day, topics, posts
        """;

    // A day is marked first; what is written to it later is not, and the day is summed up from its rows again.
    private const string Days = """
        UPDATE forum_daily SET is_folded = TRUE WHERE NOT is_folded RETURNING day
        """;

    private const string Site = """
        INSERT INTO site_daily (day, topics, posts)
        SELECT d.day, SUM(d.topics), SUM(d.posts) FROM forum_daily d WHERE d.day = @day GROUP BY d.day
        ON CONFLICT (day) DO UPDATE SET topics = excluded.topics, posts = excluded.posts
        """;

    public Task<int> ChangesAsync(ForumDb db, CancellationToken cancellationToken) =>
        ChangesAsync(db, Take, cancellationToken);

    public async Task DaysAsync(ForumDb db, CancellationToken cancellationToken)
    {
        List<DateOnly> days = await db.QueryToListAsync(row => Engines.Days.Of(row, 0), Days, cancellationToken)
            .ConfigureAwait(false);
        foreach (DateOnly day in days.Distinct().Order())
        {
            await db.ExecuteAsync(Site, cancellationToken, store.Engine.Day("day", day)).ConfigureAwait(false);
        }
    }

    private async Task<int> ChangesAsync(ForumDb db, string sql, CancellationToken cancellationToken)
    {
        var ledger = new CounterLedger(store);
        List<(long Forum, DateOnly Day, int Topics, int Posts)> notes = await db.QueryToListAsync(
                row => (row.GetInt64(0), Engines.Days.Of(row, 1), row.GetInt32(2), row.GetInt32(3)),
                store.Sql(sql),
                cancellationToken
            )
            .ConfigureAwait(false);
        foreach ((long forum, DateOnly day, int topics, int posts) in notes)
        {
            ForumChange change = ledger.Of(forum);
            change.LosesLast = true;
            if (topics != 0 || posts != 0)
            {
                change.Add(day, topics, posts);
            }
        }

        await ledger.WriteAsync(db, CounterMode.Immediate, cancellationToken).ConfigureAwait(false);
        return notes.Count;
    }
}
