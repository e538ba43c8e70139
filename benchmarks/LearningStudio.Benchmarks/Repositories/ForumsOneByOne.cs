using LearningStudio.Benchmarks.Data;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Schema;
using LinqToDB;
using LinqToDB.Async;

namespace LearningStudio.Benchmarks.Repositories;

/// <summary>The forum list as code over a mapper reads it: the forums, and four queries for each.</summary>
internal sealed class ForumsOneByOne(BenchmarkForum forum)
{
    public async Task<IReadOnlyList<ForumSummary>> ListAsync(ActivityWindow window)
    {
        await using ForumDb db = forum.Connect();
        List<long> categories = await ChildrenAsync(db, null);
        var forums = new List<ForumSummary>();
        foreach (long category in categories)
        {
            forums.Add(await ReadAsync(db, category, window));
            foreach (long child in await ChildrenAsync(db, category))
            {
                forums.Add(await ReadAsync(db, child, window));
            }
        }

        return forums;
    }

    private static Task<List<long>> ChildrenAsync(ForumDb db, long? parent) =>
        db.GetTable<ForumRow>()
            .Where(forum => forum.ParentId == parent)
            .OrderBy(forum => forum.Position)
            .ThenBy(forum => forum.Id)
            .Select(forum => forum.Id)
            .ToListAsync();

    private static async Task<ForumSummary> ReadAsync(ForumDb db, long id, ActivityWindow window)
    {
        (DateTimeOffset postsSince, DateTimeOffset usersSince) = (window.PostsSince, window.UsersSince);
        var self = await (
            from forum in db.GetTable<ForumRow>()
            from stats in db.GetTable<ForumStatsRow>().InnerJoin(stats => stats.ForumId == forum.Id)
            where forum.Id == id
            select new
            {
                Forum = forum,
                stats.TopicCount,
                stats.PostCount,
            }
        ).FirstAsync();
        LastPost? last = await LastAsync(db, id);
        IQueryable<PostRow> posts =
            from topic in Topics(db, id)
            from post in db.GetTable<PostRow>().InnerJoin(post => post.TopicId == topic.Id)
            where post.IsApproved && post.DeletedAt == null
            select post;
        int recent = await posts.CountAsync(post => post.CreatedAt >= postsSince);
        int active = await posts
            .Where(post => post.CreatedAt >= usersSince && post.AuthorId != null)
            .Select(post => post.AuthorId)
            .Distinct()
            .CountAsync();
        return new ForumSummary(
            id,
            self.Forum.ParentId,
            self.Forum.Name,
            self.Forum.Slug,
            self.Forum.Description,
            self.TopicCount,
            self.PostCount,
            recent,
            active,
            last
        );
    }

    private static async Task<LastPost?> LastAsync(ForumDb db, long id)
    {
        var last = await (
            from topic in Topics(db, id)
            from post in db.GetTable<PostRow>().InnerJoin(post => (long?)post.Id == topic.LastPostId)
            from user in db.GetTable<UserRow>().LeftJoin(user => (long?)user.Id == post.AuthorId)
            orderby topic.LastPostAt descending
            select new
            {
                Topic = topic,
                Post = post,
                Author = user.DisplayName,
            }
        ).FirstOrDefaultAsync();
        return last is null
            ? null
            : new LastPost(
                last.Post.Id,
                last.Topic.Id,
                last.Topic.Title,
                new Author(last.Post.AuthorId, last.Author ?? "anonymous"),
                last.Post.CreatedAt
            );
    }

    private static IQueryable<TopicRow> Topics(ForumDb db, long forum) =>
        db.GetTable<TopicRow>().Where(topic => topic.ForumId == forum && topic.IsApproved && topic.DeletedAt == null);
}
