using System.Globalization;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Tests.Schema;

/// <summary>The figures that django-machina keeps, counted here as its own code counts them.</summary>
internal static class MachinaCounters
{
    private sealed record Topic(int Id, int Forum, bool IsApproved);

    private sealed record Post(int Id, int Topic, int? Poster, string At, bool IsApproved);

    /// <summary>Every figure as the statement that would store it.</summary>
    public static async Task<IReadOnlyList<string>> CountAsync(ITestForum database)
    {
        await using ForumDb db = database.Get<Func<ForumDb>>()();
        List<Topic> topics = await db.QueryToListAsync(
            r => new Topic(r.GetInt32(0), r.GetInt32(1), r.GetBoolean(2)),
            "SELECT id, forum_id, approved FROM forum_conversation_topic ORDER BY id"
        );
        List<Post> posts = await db.QueryToListAsync(
            r => new Post(
                r.GetInt32(0),
                r.GetInt32(1),
                r.IsDBNull(2) ? null : r.GetInt32(2),
                r.GetString(3),
                r.GetBoolean(4)
            ),
            $"SELECT id, topic_id, poster_id, {At(database, "created")}, approved FROM forum_conversation_post ORDER BY created, id"
        );
        return
        [
            .. topics.Select(t => TopicFigures(t.Id, [.. posts.Where(post => post.Topic == t.Id)])),
            .. new[] { 1, 2, 3 }.Select(forum =>
                ForumFigures(
                    forum,
                    [.. topics.Where(topic => topic.Forum == forum && topic.IsApproved).Select(topic => topic.Id)],
                    posts
                )
            ),
            .. new[] { 1, 2, 3 }.Select(user =>
                $"UPDATE forum_member_forumprofile SET posts_count = {posts.Count(p => p.Poster == user && p.IsApproved)} WHERE user_id = {user}"
            ),
        ];
    }

    public static async Task StoreAsync(ITestForum database) =>
        await database.ExecuteAsync(string.Join(";\n", await CountAsync(database)));

    public static async Task<IReadOnlyList<string>> StoredAsync(ITestForum database)
    {
        await using ForumDb db = database.Get<Func<ForumDb>>()();
        string on = At(database, "last_post_on");
        return
        [
            .. await db.QueryToListAsync(
                r => TopicFigures(r.GetInt32(0), r.GetInt32(1), r.GetInt32(2), Id(r, 3), Text(r, 4)),
                $"SELECT id, posts_count, first_post_id, last_post_id, {on} FROM forum_conversation_topic ORDER BY id"
            ),
            .. await db.QueryToListAsync(
                r => ForumFigures(r.GetInt32(0), r.GetInt32(1), r.GetInt32(2), Id(r, 3), Text(r, 4)),
                $"SELECT id, direct_topics_count, direct_posts_count, last_post_id, {on} FROM forum_forum ORDER BY id"
            ),
            .. await db.QueryToListAsync(
                r =>
                    $"UPDATE forum_member_forumprofile SET posts_count = {r.GetInt32(0)} WHERE user_id = {r.GetInt32(1)}",
                "SELECT posts_count, user_id FROM forum_member_forumprofile ORDER BY user_id"
            ),
        ];
    }

    private static string At(ITestForum database, string column) =>
        database.IsPostgreSql
            ? $"to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') || '+00'"
            : $"{column} || ''";

    private static string Id(System.Data.Common.DbDataReader r, int column) =>
        r.IsDBNull(column) ? "NULL" : r.GetInt32(column).ToString(CultureInfo.InvariantCulture);

    private static string Text(System.Data.Common.DbDataReader r, int column) =>
        r.IsDBNull(column) ? "NULL" : $"'{r.GetString(column)}'";

    private static string TopicFigures(int id, IReadOnlyList<Post> posts)
    {
        Post? last = posts.LastOrDefault(post => post.IsApproved);
        return TopicFigures(id, posts.Count(post => post.IsApproved), posts[0].Id, Id(last), Text(last));
    }

    private static string TopicFigures(int id, int posts, int first, string last, string on) =>
        $"UPDATE forum_conversation_topic SET posts_count = {posts}, first_post_id = {first}, last_post_id = {last}, last_post_on = {on} WHERE id = {id}";

    private static string ForumFigures(int id, IReadOnlyList<int> topics, IReadOnlyList<Post> posts)
    {
        Post[] seen = [.. posts.Where(post => post.IsApproved && topics.Contains(post.Topic))];
        return ForumFigures(id, topics.Count, seen.Length, Id(seen.LastOrDefault()), Text(seen.LastOrDefault()));
    }

    private static string ForumFigures(int id, int topics, int posts, string last, string on) =>
        $"UPDATE forum_forum SET direct_topics_count = {topics}, direct_posts_count = {posts}, last_post_id = {last}, last_post_on = {on} WHERE id = {id}";

    private static string Id(Post? post) => post?.Id.ToString(CultureInfo.InvariantCulture) ?? "NULL";

    private static string Text(Post? post) => post is null ? "NULL" : $"'{post.At}'";
}
