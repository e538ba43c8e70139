using System.Text;
using LearningStudio.Benchmarks.Repositories.Generated;
using LearningStudio.Benchmarks.Turns;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;
using Npgsql;

namespace LearningStudio.Benchmarks.Repositories;

/// <summary>The buffers of the forum list while a forum grows older: as many posts a day, for more days.</summary>
internal static class ForumListScale
{
    private const int Forums = 200;
    private const int PostsPerTopic = 100;
    private const int SecondsBetweenPosts = 10;

    private static readonly ActivityWindow Window = new()
    {
        PostsSince = new DateTimeOffset(GeneratedForum.Newest.UtcDateTime.Date.AddDays(-7), TimeSpan.Zero),
        UsersSince = GeneratedForum.Newest.AddMinutes(-15),
    };

    public static async Task<string> RunAsync(NpgsqlDataSource source, int[] sizes)
    {
        await using GeneratedForum forum = await GeneratedForum.CreateAsync(source);
        await forum.AddUsersAndForumsAsync(10_000, Forums);
        // It serves another read, and would take the most time of all to fill.
        await source.ExecuteAsync("DROP INDEX posts_search");
        var table = new StringBuilder();
        table.Line($"### The forum list as a forum grows, PostgreSQL");
        table.Line(
            $"{Forums} forums, a post every {SecondsBetweenPosts} s; shared buffers, goal: the same at any size."
        );
        table.Line($"");
        table.Line($"| posts | buffers | buffers with the plan for any values |");
        table.Line($"|---:|---:|---:|");
        int posts = 0;
        foreach (int size in sizes)
        {
            await GrowAsync(forum, posts, size);
            posts = size;
            CaughtStatement read = await forum.Catcher.CatchAsync(() =>
                forum.Get<IForumRepository>().GetSummariesAsync(Window)
            );
            long buffers = await read.CountBuffersAsync(source);
            table.Line($"| {size:N0} | {buffers:N0} | {await read.CountGenericBuffersAsync(source):N0} |");
        }

        return table.ToString();
    }

    // Older posts are added to what is there: post i is the i-th before the newest. A hundred topics take turns at ten
    // thousand posts.
    private static async Task GrowAsync(GeneratedForum forum, int from, int to)
    {
        const int Block = PostsPerTopic * 100;
        string opened = $"((i - 1) / 100 + 1) * {Block * SecondsBetweenPosts}";
        await forum.AddTopicsAsync(((from / PostsPerTopic) + 1, to / PostsPerTopic), $"1 + i % {Forums}", opened);
        await forum.AddPostsAsync(
            (from + 1, to),
            $"((i - 1) / {Block}) * 100 + i % 100 + 1",
            $"i * {SecondsBetweenPosts}"
        );
        await forum.SettleAsync();
    }
}
