using System.Text;
using LearningStudio.Benchmarks.Repositories.Generated;
using LearningStudio.Benchmarks.Turns;
using LearningStudio.Repositories;
using Npgsql;

namespace LearningStudio.Benchmarks.Repositories;

/// <summary>The first page of long lists, and the five hundredth: after a cursor, and by its number.</summary>
internal static class DeepPages
{
    private const int Operations = 500;
    private const int Deep = 500;
    private const int Topics = 10_050;
    private const double Goal = 3;

    public static async Task<string> RunAsync(NpgsqlDataSource source)
    {
        await using GeneratedForum forum = await GeneratedForum.CreateAsync(source);
        await forum.AddUsersAndForumsAsync(1000, 20);
        // The long list of topics in the first forum, beside others; the first topic has the long list of posts.
        await forum.AddTopicsAsync((1, Topics), "1", "i * 60 + 60");
        await forum.AddTopicsAsync((Topics + 1, 2 * Topics), "2 + i % 19", "i * 60 + 60");
        await forum.AddPostsAsync((1, 2 * Topics), "i", "i * 60");
        await forum.AddPostsAsync(((2 * Topics) + 1, 3 * Topics), "1", "i");
        await forum.SettleAsync();
        IPostRepository posts = forum.Get<IPostRepository>();
        ITopicRepository topics = forum.Get<ITopicRepository>();
        return await CompareAsync(forum, "Posts of a topic", page => posts.ListByTopicAsync(1, page))
            + Environment.NewLine
            + await CompareAsync(forum, "Topics of a forum", page => topics.ListByForumAsync(1, page));
    }

    private static async Task<string> CompareAsync<T>(
        GeneratedForum forum,
        string list,
        Func<PageRequest, Task<Page<T>>> readAsync
    )
    {
        string before = (await readAsync(new PageRequest(Deep - 1))).Next!;
        var first = new Way<Page<T>>("page 1", _ => readAsync(PageRequest.First));
        var cursor = new Way<Page<T>>($"page {Deep} by cursor", _ => readAsync(PageRequest.After(before)), Goal);
        var number = new Way<Page<T>>($"page {Deep} by number", _ => readAsync(new PageRequest(Deep)));
        await SameAnswer.CheckAsync(number, cursor);
        string times = await new Interleaved($"{list}, PostgreSQL", Operations, cpu: false).RunAsync(
            first.Repeated(),
            cursor.Repeated(),
            number.Repeated()
        );
        var buffers = new StringBuilder(times);
        buffers.Line($"");
        buffers.Line($"| page | buffers | with the plan for any values |");
        buffers.Line($"|---|---:|---:|");
        foreach (Way<Page<T>> way in new[] { first, cursor, number })
        {
            CaughtStatement read = await forum.Catcher.CatchAsync(() => way.ReadAsync(0));
            long planned = await read.CountBuffersAsync(forum.Source);
            buffers.Line($"| {way.Name} | {planned:N0} | {await read.CountGenericBuffersAsync(forum.Source):N0} |");
        }

        return buffers.ToString();
    }
}
