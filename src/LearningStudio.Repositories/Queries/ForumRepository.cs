using LearningStudio.Repositories.Rows;
using LinqToDB;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Queries;

internal sealed class ForumRepository(Func<ForumDb> connect) : IForumRepository
{
    // Times are milliseconds, so a UTC day is a division; no LINQ form of it keeps the range on the indexes.
    private const string DailyActivity = """
        SELECT day AS Day, SUM(topic) AS Topics, SUM(post) AS Posts, SUM(member) AS Users
        FROM (
          SELECT created_at / 86400000 AS day, 1 AS topic, 0 AS post, 0 AS member FROM topics
          WHERE created_at >= @from AND created_at < @until AND is_approved AND deleted_at IS NULL
          UNION ALL
          SELECT p.created_at / 86400000, 0, 1, 0 FROM posts p JOIN topics t ON t.id = p.topic_id
          WHERE p.created_at >= @from AND p.created_at < @until AND p.is_approved AND p.deleted_at IS NULL
            AND t.is_approved AND t.deleted_at IS NULL
          UNION ALL
          SELECT joined_at / 86400000, 0, 0, 1 FROM users
          WHERE joined_at >= @from AND joined_at < @until AND is_active
        )
        GROUP BY day ORDER BY day
        """;

    public async Task<IReadOnlyList<ForumSummary>> ListAsync(
        ActivityWindow window,
        CancellationToken cancellationToken = default
    )
    {
        IReadOnlyList<ForumSummary> forums = await connect
            .RunAsync(db => Summaries(db, db.GetTable<ForumRow>(), window).ToReadOnlyListAsync(cancellationToken))
            .ConfigureAwait(false);
        return ForumTree.ParentsFirst(forums);
    }

    public async Task<IReadOnlyList<ForumSummary>> FindWithChildrenAsync(
        long id,
        ActivityWindow window,
        CancellationToken cancellationToken = default
    )
    {
        IReadOnlyList<ForumSummary> forums = await connect
            .RunAsync(db =>
            {
                IQueryable<ForumRow> wanted = db.GetTable<ForumRow>().Where(f => f.Id == id || f.ParentId == id);
                return Summaries(db, wanted, window).ToReadOnlyListAsync(cancellationToken);
            })
            .ConfigureAwait(false);
        return [.. forums.OrderByDescending(forum => forum.Id == id)];
    }

    public Task<SiteTotals> GetTotalsAsync(CancellationToken cancellationToken = default) =>
        connect.RunAsync(db => GetTotalsAsync(db, cancellationToken));

    public async Task<IReadOnlyList<DailyActivity>> GetDailyActivityAsync(
        DateOnly first,
        DateOnly last,
        CancellationToken cancellationToken = default
    )
    {
        List<DayRow> days = await connect
            .RunAsync(db =>
                db.QueryToListAsync<DayRow>(
                    DailyActivity,
                    cancellationToken,
                    DataParameter.Int64("from", StartOf(first)),
                    DataParameter.Int64("until", StartOf(last.AddDays(1)))
                )
            )
            .ConfigureAwait(false);
        return
        [
            .. days.Select(day => new DailyActivity(
                DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(day.Day)),
                day.Topics,
                day.Posts,
                day.Users
            )),
        ];
    }

    private static async Task<SiteTotals> GetTotalsAsync(ForumDb db, CancellationToken cancellationToken)
    {
        IQueryable<UserRow> latest = db.Users().OrderByDescending(user => user.JoinedAt).ThenByDescending(u => u.Id);
        var totals = await db.SelectQuery(() =>
                new
                {
                    Topics = db.GetTable<ForumStatsRow>().Sum(stats => (int?)stats.TopicCount) ?? 0,
                    Posts = db.GetTable<ForumStatsRow>().Sum(stats => (int?)stats.PostCount) ?? 0,
                    Users = db.Users().Count(),
                    LatestId = latest.Select(user => (long?)user.Id).FirstOrDefault(),
                    LatestName = latest.Select(user => user.DisplayName).FirstOrDefault(),
                }
            )
            .FirstRowAsync(cancellationToken)
            .ConfigureAwait(false);
        Author? latestMember = totals!.LatestId is null ? null : new Author(totals.LatestId, totals.LatestName!);
        return new SiteTotals(totals.Topics, totals.Posts, totals.Users, latestMember);
    }

    private static long StartOf(DateOnly day) =>
        new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeMilliseconds();

    private static IQueryable<ForumSummary> Summaries(ForumDb db, IQueryable<ForumRow> forums, ActivityWindow window)
    {
        (DateTimeOffset postsSince, DateTimeOffset usersSince) = window;
        var recent =
            from post in db.Posts()
            where post.CreatedAt >= postsSince
            group post by post.ForumId into posts
            select new
            {
                ForumId = posts.Key,
                Posts = posts.Count(),
                Users = posts
                    .Select(p => p.CreatedAt >= usersSince ? p.AuthorId : null)
                    .Distinct()
                    .Count(u => u != null),
            };
        return from forum in forums
            from stats in db.GetTable<ForumStatsRow>().LeftJoin(stats => stats.ForumId == forum.Id)
            from active in recent.LeftJoin(active => active.ForumId == forum.Id)
            orderby forum.Position, forum.Id
            select new ForumSummary(
                forum.Id,
                forum.ParentId,
                forum.Name,
                forum.Slug,
                forum.Description,
                (int?)stats.TopicCount ?? 0,
                (int?)stats.PostCount ?? 0,
                (int?)active.Posts ?? 0,
                (int?)active.Users ?? 0,
                stats.LastPostId == null
                    ? null
                    : new LastPost(
                        stats.LastPostId.Value,
                        stats.LastTopicId!.Value,
                        stats.LastTopicTitle!,
                        new Author(stats.LastAuthorId, stats.LastAuthorName ?? Visible.NoName),
                        stats.LastPostAt!.Value
                    )
            );
    }

    private sealed class DayRow
    {
        public int Day { get; init; }
        public int Topics { get; init; }
        public int Posts { get; init; }
        public int Users { get; init; }
    }
}
