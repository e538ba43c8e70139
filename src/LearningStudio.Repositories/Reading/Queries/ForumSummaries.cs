using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Sql;
using LinqToDB;

namespace LearningStudio.Repositories.Reading.Queries;

// Rule: the counters, and the days since a moment that are whole, are rows a forum; of posts only those of the moment's own
//   day are counted, and none where the moment is a midnight. So the list costs the same however many posts there are.
/// <summary>Forums with their counters, their latest post and their recent activity.</summary>
internal static class ForumSummaries
{
    public static SqlTemplate<ForumSummary> Template(
        Visibility visibility,
        bool hasDays,
        Func<IQueryable<ForumRow>, TemplateArguments, IQueryable<ForumRow>> filter
    ) =>
        new(
            (db, arguments) =>
            {
                long reader = arguments.Reader(visibility);
                // Held posts count nowhere, and only forums that the reader may see are joined with theirs.
                IQueryable<PostRow> posts = db.CountedPosts();
                IQueryable<ForumRow> forums = filter(db.Forums(visibility, reader), arguments);
                return Summaries(db, forums, Recent(db, posts, arguments, hasDays), posts, arguments);
            },
            Read
        );

    /// <summary>The arguments of a window.</summary>
    public static object[] Arguments(ActivityWindow window, bool hasDays)
    {
        if (!hasDays)
        {
            return [window.PostsSince, window.UsersSince];
        }

        DateTimeOffset since = window.PostsSince.ToUniversalTime();
        DateOnly first = EpochDay.FromTime(since);
        if (since.TimeOfDay > TimeSpan.Zero)
        {
            first = first.AddDays(1);
        }

        return [first, window.PostsSince, EpochDay.StartOf(first), window.UsersSince];
    }

    private static IQueryable<RecentPostsRow> Recent(
        ForumDb db,
        IQueryable<PostRow> seen,
        TemplateArguments arguments,
        bool hasDays
    )
    {
        if (!hasDays)
        {
            DateTimeOffset start = arguments.Time();
            return from post in seen
                where post.CreatedAt >= start
                group post by post.ForumId into posts
                select new RecentPostsRow { ForumId = posts.Key, Posts = posts.Count() };
        }

        DateOnly first = arguments.Day();
        (DateTimeOffset since, DateTimeOffset until) = (arguments.Time(), arguments.Time());
        IQueryable<RecentPostsRow> days =
            from day in db.GetTable<ForumDailyRow>()
            where day.Day >= first
            select new RecentPostsRow { ForumId = day.ForumId, Posts = day.Posts };
        IQueryable<RecentPostsRow> rest =
            from post in seen
            where post.CreatedAt >= since && post.CreatedAt < until
            group post by post.ForumId into posts
            select new RecentPostsRow { ForumId = posts.Key, Posts = posts.Count() };
        return from part in days.Concat(rest)
            group part by part.ForumId into parts
            select new RecentPostsRow { ForumId = parts.Key, Posts = parts.Sum(part => part.Posts) };
    }

    private static IQueryable Summaries(
        ForumDb db,
        IQueryable<ForumRow> forums,
        IQueryable<RecentPostsRow> recent,
        IQueryable<PostRow> seen,
        TemplateArguments arguments
    )
    {
        DateTimeOffset usersSince = arguments.Time();
        var active =
            from post in seen
            where post.CreatedAt >= usersSince && post.AuthorId != null
            group post by post.ForumId into posts
            select new { ForumId = posts.Key, Users = posts.Select(post => post.AuthorId).Distinct().Count() };
        return from forum in forums
            from stats in db.GetTable<ForumStatsRow>().LeftJoin(stats => stats.ForumId == forum.Id)
            from posts in recent.LeftJoin(posts => posts.ForumId == forum.Id)
            from users in active.LeftJoin(users => users.ForumId == forum.Id)
            orderby forum.Position, forum.Id
            select new
            {
                forum.Id,
                forum.ParentId,
                forum.Name,
                forum.Slug,
                forum.Description,
                TopicCount = (int?)stats.TopicCount,
                PostCount = (int?)stats.PostCount,
                RecentPosts = (int?)posts.Posts,
                ActiveUsers = (int?)users.Users,
                stats.LastPostId,
                stats.LastTopicId,
                stats.LastTopicTitle,
                stats.LastAuthorId,
                stats.LastAuthorName,
                stats.LastPostAt,
            };
    }

    private static ForumSummary Read(RowCursor row) =>
        new(
            row.Long(),
            row.LongOrNull(),
            row.Text(),
            row.Text(),
            row.Text(),
            row.IntOrNull() ?? 0,
            row.IntOrNull() ?? 0,
            row.IntOrNull() ?? 0,
            row.IntOrNull() ?? 0,
            Last(row)
        );

    private static LastPost? Last(RowCursor row)
    {
        (long? post, long? topic, string? title) = (row.LongOrNull(), row.LongOrNull(), row.TextOrNull());
        var author = new Author(row.LongOrNull(), row.TextOrNull() ?? VisibilityFilter.NoName);
        DateTimeOffset? at = row.TimeOrNull();
        return post is null ? null : new LastPost(post.Value, topic!.Value, title!, author, at!.Value);
    }

    private sealed class RecentPostsRow
    {
        public long ForumId { get; init; }
        public int Posts { get; init; }
    }
}
