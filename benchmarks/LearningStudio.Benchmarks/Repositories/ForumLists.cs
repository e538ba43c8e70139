using LearningStudio.Benchmarks.Data;
using LearningStudio.Benchmarks.Turns;
using LearningStudio.Repositories;

namespace LearningStudio.Benchmarks.Repositories;

/// <summary>All forums with counters and last posts: one statement, and four a forum as before.</summary>
internal static class ForumLists
{
    public static readonly ActivityWindow Window = new(
        new DateTimeOffset(BenchmarkForum.Now.UtcDateTime.Date.AddDays(-7), TimeSpan.Zero),
        BenchmarkForum.Now.AddMinutes(-15)
    );

    public static Task<string> RunAsync(BenchmarkForum forum) =>
        new Interleaved(
            "A thousand forums with counters and last posts, SQLite; goal: 80 times faster in one",
            1,
            cpu: true
        ).RunAsync(Ways(forum));

    /// <summary>The same for fewer forums, each as long.</summary>
    public static async Task<string> RunAsync(int forums)
    {
        await using BenchmarkForum forum = await BenchmarkForum.CreateAsync(Databases.Size with { Forums = forums });
        return await new Interleaved(
            $"{forums} forums with counters and last posts, SQLite",
            1000 / forums,
            cpu: true
        ).RunAsync(Ways(forum));
    }

    public static Way<IReadOnlyList<ForumSummary>>[] Ways(BenchmarkForum forum)
    {
        var before = new ForumsOneByOneInSql(forum);
        return
        [
            new("LearningStudio, one statement", _ => forum.Forums.ListAsync(Window)),
            new("four statements a forum, SQL", _ => before.ListAsync(Window)),
            new("four statements a forum, LINQ", _ => new ForumsOneByOne(forum).ListAsync(Window)),
        ];
    }
}
