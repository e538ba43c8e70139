using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Sql;
using LinqToDB;

namespace LearningStudio.Repositories.Reading.Queries;

// Rule: the counters, and the days since a moment that are whole, are rows a forum; of posts only those of the moment's own
//   day are counted, and none where the moment is a midnight. So the list costs the same however many posts there are.
/// <summary>Forums with their counters, their latest post and their recent activity.</summary>
internal static class ForumSummaries
{
    private static readonly RowShape<JoinedForum, ForumSummary> Summary = new(forum => new ForumSummary(
        forum.Forum.Id,
        forum.Forum.ParentId,
        forum.Forum.Name,
        forum.Forum.Slug,
        forum.Forum.Description,
        forum.TopicCount ?? 0,
        forum.PostCount ?? 0,
        forum.RecentPosts ?? 0,
        forum.ActiveUsers ?? 0,
        forum.Stats.LastPostId == null
            ? null
            : new LastPost(
                forum.Stats.LastPostId.Value,
                forum.Stats.LastTopicId!.Value,
                forum.Stats.LastTopicTitle!,
                new Author(forum.Stats.LastAuthorId, forum.Stats.LastAuthorName ?? VisibilityFilter.NoName),
                forum.Stats.LastPostAt!.Value
            )
    ));

    public static SqlTemplate<ForumSummary> Template(
        Visibility visibility,
        bool hasDays,
        Func<IQueryable<ForumRow>, TemplateArguments, IQueryable<ForumRow>> filter
    ) =>
        SqlTemplate<ForumSummary>.Create(
            (db, arguments) =>
            {
                long reader = arguments.Reader(visibility);
                // Held posts count nowhere, and only forums that the reader may see are joined with theirs.
                IQueryable<PostRow> posts = db.CountedPosts();
                IQueryable<ForumRow> forums = filter(db.Forums(visibility, reader), arguments);
                return Summaries(db, forums, Recent(db, posts, arguments, hasDays), posts, arguments);
            },
            Summary
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

    private static IQueryable<JoinedForum> Summaries(
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
            select new JoinedForum
            {
                Forum = forum,
                Stats = stats,
                TopicCount = (int?)stats.TopicCount,
                PostCount = (int?)stats.PostCount,
                RecentPosts = (int?)posts.Posts,
                ActiveUsers = (int?)users.Users,
            };
    }

    private sealed class RecentPostsRow
    {
        public long ForumId { get; init; }
        public int Posts { get; init; }
    }

    private sealed class JoinedForum
    {
        public ForumRow Forum { get; init; } = null!;
        public ForumStatsRow Stats { get; init; } = null!;
        public int? TopicCount { get; init; }
        public int? PostCount { get; init; }
        public int? RecentPosts { get; init; }
        public int? ActiveUsers { get; init; }
    }
}
