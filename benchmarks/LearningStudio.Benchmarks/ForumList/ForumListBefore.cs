using LearningStudio.Benchmarks.Data;
using LearningStudio.Repositories;
using LinqToDB.Data;

namespace LearningStudio.Benchmarks.ForumList;

/// <summary>
/// The forum list as the old services read it, statement by statement: the categories; the children of each; four of each
/// forum; then the totals, of which the number of users and the latest member were kept in the process for five minutes.
/// </summary>
public sealed class ForumListBefore(BenchmarkForum forum)
{
    private (int Users, Author? Latest)? _kept;

    /// <param name="keepsStatics">Whether what the old process kept is still there.</param>
    public async Task<ForumListAnswer> ReadAsync(bool keepsStatics)
    {
        await using ForumDb db = forum.Connect();
        var window = new ActivityWindow(BenchmarkForum.Now.AddDays(-7), BenchmarkForum.Now.AddMinutes(-15));
        var one = new OneForum(db, window);
        var categories = new List<ForumListCategory>();
        foreach (Node category in await CategoriesAsync(db))
        {
            var forums = new List<ForumListForum>();
            foreach (Node child in await ChildrenAsync(db, category.Id))
            {
                forums.Add(await one.ReadAsync(child.Id));
            }

            categories.Add(new ForumListCategory(category.Id, category.Name, forums));
        }

        int topics = await db.ExecuteAsync<int>(
            "SELECT COUNT(*) FROM topics WHERE is_approved = 1 AND deleted_at IS NULL"
        );
        int posts = await db.ExecuteAsync<int>(
            $"SELECT COUNT(*) FROM posts p JOIN topics t ON t.id = p.topic_id WHERE {OneForum.Visible}"
        );
        int online = await db.ExecuteAsync<int>(
            "SELECT COUNT(*) FROM users WHERE is_active = 1 AND last_seen_at >= @since",
            DataParameter.Int64("since", window.UsersSince.ToUnixTimeMilliseconds())
        );
        (int users, Author? latest) = await StaticsAsync(db, keepsStatics);
        return new ForumListAnswer(categories, new SiteTotals(topics, posts, users, latest), online);
    }

    /// <summary>Every forum with its figures, categories too, as <see cref="IForumRepository.ListAsync"/> answers.</summary>
    public async Task<IReadOnlyList<ForumSummary>> ListAsync(ActivityWindow window)
    {
        await using ForumDb db = forum.Connect();
        var one = new OneForum(db, window);
        var forums = new List<ForumSummary>();
        foreach (Node category in await CategoriesAsync(db))
        {
            forums.Add(Summary(await one.ReadAsync(category.Id), null));
            foreach (Node child in await ChildrenAsync(db, category.Id))
            {
                forums.Add(Summary(await one.ReadAsync(child.Id), category.Id));
            }
        }

        return forums;
    }

    private static ForumSummary Summary(ForumListForum forum, long? parent) =>
        new(
            forum.Id,
            parent,
            forum.Name,
            forum.Slug,
            forum.Description,
            forum.TopicsCount,
            forum.PostsCount,
            forum.WeeklyPosts,
            forum.OnlineUsers,
            forum.LastPost
        );

    private static Task<List<Node>> CategoriesAsync(ForumDb db) =>
        db.QueryToListAsync<Node>(
            "SELECT id AS Id, name AS Name FROM forums WHERE parent_id IS NULL ORDER BY position, id"
        );

    private static Task<List<Node>> ChildrenAsync(ForumDb db, long id) =>
        db.QueryToListAsync<Node>(
            "SELECT id AS Id, name AS Name FROM forums WHERE parent_id = @id ORDER BY position, id",
            DataParameter.Int64("id", id)
        );

    private async Task<(int Users, Author? Latest)> StaticsAsync(ForumDb db, bool keeps)
    {
        if (!keeps || _kept is null)
        {
            int users = await db.ExecuteAsync<int>("SELECT COUNT(*) FROM users WHERE is_active = 1");
            Node? latest = (
                await db.QueryToListAsync<Node>(
                    "SELECT id AS Id, display_name AS Name FROM users WHERE is_active = 1 ORDER BY joined_at DESC, id DESC LIMIT 1"
                )
            ).FirstOrDefault();
            _kept = (users, latest is null ? null : new Author(latest.Id, latest.Name));
        }

        return _kept.Value;
    }

    private sealed record Node(long Id, string Name);
}
