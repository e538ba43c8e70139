using LearningStudio.Repositories.Sql;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Reading.Queries;

// Rule: a day whose rows of forum_daily are all folded stands in site_daily; any other is summed up from forum_daily. So the
//   answer is exact between two folds, and a year costs a row a day.
/// <summary>What was new on the site day by day.</summary>
internal sealed class DailyActivities(ForumDatabase database)
{
    private static readonly Func<ISqlDialect, string> Native = sql =>
        $"""
            SELECT day AS day, CAST(SUM(topics) AS integer), CAST(SUM(posts) AS integer), CAST(SUM(users) AS integer)
            FROM (
              SELECT s.day, s.topics, s.posts, 0 AS users FROM site_daily s
              WHERE s.day >= @first AND s.day <= @last
                AND s.day NOT IN (SELECT o.day FROM forum_daily o WHERE NOT o.is_folded)
              UNION ALL
              SELECT d.day, d.topics, d.posts, 0 FROM forum_daily d
              WHERE d.day >= @first AND d.day <= @last
                AND d.day IN (SELECT o.day FROM forum_daily o WHERE NOT o.is_folded)
              UNION ALL
              SELECT {sql.UtcDay("u.joined_at")}, 0, 0, 1 FROM users u
              WHERE u.joined_at >= @from AND u.joined_at < @until AND u.is_active
            ) AS days
            GROUP BY day HAVING SUM(topics) + SUM(posts) + SUM(users) > 0 ORDER BY day
            """;

    public async Task<IReadOnlyList<DailyActivity>> ReadAsync(
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken
    )
    {
        DateTimeOffset from = EpochDay.StartOf(first);
        DateTimeOffset until = EpochDay.StartOf(last.AddDays(1));
        if (!database.IsNative)
        {
            return await LiveActivities.ReadAsync(database, from, until, cancellationToken).ConfigureAwait(false);
        }

        return await database
            .RunAsync(db =>
                db.QueryToListAsync(
                    reader => new DailyActivity
                    {
                        Day = EpochDay.Read(reader, 0),
                        Topics = reader.GetInt32(1),
                        Posts = reader.GetInt32(2),
                        Users = reader.GetInt32(3),
                    },
                    database.Sql(Native),
                    cancellationToken,
                    database.Dialect.Day("first", first),
                    database.Dialect.Day("last", last),
                    database.Times.Parameter("from", from),
                    database.Times.Parameter("until", until)
                )
            )
            .ConfigureAwait(false);
    }
}
