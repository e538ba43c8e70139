using LearningStudio.Benchmarks.Data;
using LearningStudio.Benchmarks.Turns;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.Benchmarks.Repositories;

/// <summary>All forums with counters and last posts: one statement, and four a forum as before.</summary>
internal static class ForumLists
{
    public static readonly ActivityWindow Window = new()
    {
        PostsSince = new DateTimeOffset(BenchmarkForum.Now.UtcDateTime.Date.AddDays(-7), TimeSpan.Zero),
        UsersSince = BenchmarkForum.Now.AddMinutes(-15),
    };

    public static Task<string> RunAsync(BenchmarkForum forum) =>
        new Interleaved(
            "A thousand forums with counters and last posts, SQLite; goal: 80 times faster in one",
            1,
            cpu: true
        ).RunAsync(Ways(forum));

    /// <summary>The same as forums grow, each as long.</summary>
    public static async Task<string> GrowAsync()
    {
        const string Title = "The forum list as forums grow, SQLite; processor time";
        var growth = new Growth(Title, "forums", "µs");
        foreach (int forums in new[] { 10, 30, 100, 300, 1_000 })
        {
            await using BenchmarkForum forum = await BenchmarkForum.CreateAsync(
                Databases.Size with
                {
                    Forums = forums,
                }
            );
            Way<IReadOnlyList<ForumSummary>>[] ways = Ways(forum);
            await SameAnswer.CheckAsync(ways);
            IReadOnlyList<(string Name, double Nanoseconds)> medians = await new Interleaved(
                Title,
                1_000 / forums,
                cpu: true
            ).MediansAsync([.. ways.Select(way => way.Repeated())]);
            growth.Add(forums, [.. medians.Select(one => (one.Name, one.Nanoseconds / 1_000))]);
        }

        return growth.ToString();
    }

    public static Way<IReadOnlyList<ForumSummary>>[] Ways(BenchmarkForum forum)
    {
        var before = new ForumsOneByOneInSql(forum);
        return
        [
            new("LearningStudio, one statement", _ => forum.Forums.GetSummariesAsync(Window)),
            new("four statements a forum, SQL", _ => before.ListAsync(Window)),
            new("four statements a forum, LINQ", _ => new ForumsOneByOne(forum).ListAsync(Window)),
        ];
    }
}
