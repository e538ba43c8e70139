using System.Globalization;
using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Sql;
using LinqToDB;
using LinqToDB.Async;

namespace LearningStudio.Repositories.Tests;

/// <summary>The counters as the rows give them, counted here: what is stored must equal it.</summary>
internal static class CountedForum
{
    public static async Task<IReadOnlyList<string>> CountAsync(ITestForum database)
    {
        await using ForumDb db = database.Get<Func<ForumDb>>()();
        List<TopicRow> topics = await db.GetTable<TopicRow>().ToListAsync();
        ILookup<long, PostRow> posts = (await db.GetTable<PostRow>().ToListAsync())
            .Where(post => post.IsApproved && post.DeletedAt is null)
            .OrderBy(post => (post.CreatedAt, post.Id))
            .ToLookup(post => post.TopicId);
        Dictionary<long, string> names = await db.GetTable<UserRow>().ToDictionaryAsync(u => u.Id, u => u.DisplayName);
        List<long> forums = await db.GetTable<ForumRow>().Select(forum => forum.Id).ToListAsync();
        return
        [
            .. topics.Select(topic => Topic(topic, posts[topic.Id])),
            .. forums.Select(forum =>
                Forum(forum, [.. topics.Where(t => t.ForumId == forum && IsSeen(t))], posts, names)
            ),
        ];
    }

    public static async Task<IReadOnlyList<string>> StoredAsync(ITestForum database)
    {
        await using ForumDb db = database.Get<Func<ForumDb>>()();
        List<TopicRow> topics = await db.GetTable<TopicRow>().ToListAsync();
        List<ForumStatsRow> forums = await db.GetTable<ForumStatsRow>().ToListAsync();
        List<ForumDailyRow> days = await db.GetTable<ForumDailyRow>().ToListAsync();
        return
        [
            .. topics.Select(t => Topic(t, t.PostCount, t.ReplyCount, t.LastPostId, t.LastPostAt)),
            .. forums.Select(f =>
                Forum(
                    f,
                    days.Where(day => day.ForumId == f.ForumId && (day.Topics, day.Posts) != (0, 0))
                        .OrderBy(day => day.Day)
                        .Select(day => (day.Day, day.Topics, day.Posts))
                )
            ),
        ];
    }

    private static bool IsSeen(TopicRow topic) => topic.IsApproved && topic.DeletedAt is null;

    private static string Topic(TopicRow topic, IEnumerable<PostRow> posts) =>
        Topic(
            topic,
            posts.Count(),
            posts.Count(post => post.ReplyToId is null && post.Id != topic.FirstPostId),
            posts.LastOrDefault()?.Id,
            posts.LastOrDefault()?.CreatedAt ?? topic.CreatedAt
        );

    private static string Topic(TopicRow topic, int posts, int replies, long? last, DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"topic {topic.Id}: {posts} {replies} {last} {at:O}");

    private static string Forum(
        long id,
        IReadOnlyList<TopicRow> topics,
        ILookup<long, PostRow> posts,
        Dictionary<long, string> names
    )
    {
        PostRow[] seen = [.. topics.SelectMany(topic => posts[topic.Id]).OrderBy(post => (post.CreatedAt, post.Id))];
        PostRow? last = seen.LastOrDefault();
        var stats = new ForumStatsRow
        {
            ForumId = id,
            TopicCount = topics.Count,
            PostCount = seen.Length,
            LastPostId = last?.Id,
            LastPostAt = last?.CreatedAt,
            LastTopicTitle = topics.SingleOrDefault(topic => topic.Id == last?.TopicId)?.Title,
            LastAuthorName = last?.AuthorId is { } author ? names[author] : last?.AuthorName,
        };
        return Forum(
            stats,
            topics
                .Select(topic => (Day: EpochDay.FromTime(topic.CreatedAt), Topics: 1, Posts: 0))
                .Concat(seen.Select(post => (Day: EpochDay.FromTime(post.CreatedAt), Topics: 0, Posts: 1)))
                .GroupBy(part => part.Day)
                .OrderBy(day => day.Key)
                .Select(day => (day.Key, day.Sum(part => part.Topics), day.Sum(part => part.Posts)))
        );
    }

    private static string Forum(ForumStatsRow f, IEnumerable<(DateOnly Day, int Topics, int Posts)> days) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"forum {f.ForumId}: {f.TopicCount} {f.PostCount} {f.LastPostId} {f.LastPostAt:O} {f.LastTopicTitle} {f.LastAuthorName} {string.Join(' ', days)}"
        );
}
