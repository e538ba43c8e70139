using LearningStudio.Repositories.Sql;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Counters;

/// <summary>Moves deferred changes into the counters, and changed days into the site's.</summary>
internal sealed class CounterRollup(ForumDatabase database)
{
    /// <summary>How many notes are taken at once.</summary>
    public const int Limit = 10_000;

    // Notes that another process is folding are left to it.
    private static readonly Func<ISqlDialect, string> Take = sql =>
        $"""
            DELETE FROM forum_stats_delta WHERE id IN (
              SELECT d.id FROM forum_stats_delta d ORDER BY d.id LIMIT @limit{sql.Lock("FOR UPDATE SKIP LOCKED")})
            RETURNING forum_id, day, topics, posts
            """;

    // What somebody writes at this moment is left for the next time. A day is marked first; what is written to it later is
    // not, and the day is summed up from its rows again.
    private static readonly Func<ISqlDialect, string> Days = sql =>
        $"""
            UPDATE forum_daily SET is_folded = TRUE FROM (
              SELECT d.day AS open_day, d.forum_id AS open_forum FROM forum_daily d WHERE NOT d.is_folded
              ORDER BY d.forum_id, d.day{sql.Lock("FOR NO KEY UPDATE SKIP LOCKED")}) AS open
            WHERE day = open_day AND forum_id = open_forum RETURNING day
            """;

    private const string Site = """
        INSERT INTO site_daily (day, topics, posts)
        SELECT d.day, SUM(d.topics), SUM(d.posts) FROM forum_daily d WHERE d.day = @day GROUP BY d.day
        ON CONFLICT (day) DO UPDATE SET topics = excluded.topics, posts = excluded.posts
        """;

    public async Task<int> ChangesAsync(ForumDb db, CancellationToken cancellationToken)
    {
        var ledger = new CounterLedger(database);
        List<(long Forum, DateOnly Day, int Topics, int Posts)> notes = await db.QueryToListAsync(
                row => (row.GetInt64(0), EpochDay.Read(row, 1), row.GetInt32(2), row.GetInt32(3)),
                database.Sql(Take),
                cancellationToken,
                DataParameter.Int32("limit", Limit)
            )
            .ConfigureAwait(false);
        foreach ((long forum, DateOnly day, int topics, int posts) in notes)
        {
            ForumChange change = ledger.For(forum);
            change.LastPostInvalidated = true;
            if (topics != 0 || posts != 0)
            {
                change.Add(day, topics, posts);
            }
        }

        foreach (CounterStatement statement in ledger.Statements(CounterMode.Immediate))
        {
            await statement.RunAsync(db, commit: null, cancellationToken).ConfigureAwait(false);
        }

        return notes.Count;
    }

    public async Task DaysAsync(ForumDb db, CancellationToken cancellationToken)
    {
        List<DateOnly> days = await db.QueryToListAsync(
                row => EpochDay.Read(row, 0),
                database.Sql(Days),
                cancellationToken
            )
            .ConfigureAwait(false);
        foreach (DateOnly day in days.Distinct().Order())
        {
            await db.ExecuteAsync(Site, cancellationToken, database.Dialect.Day("day", day)).ConfigureAwait(false);
        }
    }
}
