using System.Text;
using LearningStudio.Benchmarks.Data;
using LearningStudio.Benchmarks.Turns;
using LearningStudio.QueryBudgets;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.Benchmarks.Repositories;

/// <summary>What a scope that counts statements adds to the processor time of a page.</summary>
internal static class ScopeCost
{
    public const int Reads = 11;
    private static readonly int Rounds = Effort.IsOnce ? 2 : 40;
    private static readonly int Pages = Effort.Operations(150);
    private const double Goal = 1.05;

    // As the requests of a host have it, outside Development.
    private static readonly QueryBudgetOptions Production = new() { EveryCallSite = false };

    // Student's t for 95 % and 39 degrees of freedom.
    private const double Quantile = 2.023;

    public static async Task<string> RunAsync(BenchmarkForum forum, string database)
    {
        await TimeAsync(forum, scoped: false);
        await TimeAsync(forum, scoped: true);
        double[] ratios = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            // Each goes first as often as the other.
            bool scopedFirst = round % 2 == 0;
            double first = await TimeAsync(forum, scopedFirst);
            double second = await TimeAsync(forum, !scopedFirst);
            ratios[round] = scopedFirst ? first / second : second / first;
        }

        double mean = ratios.Average();
        double deviation = Math.Sqrt(ratios.Sum(ratio => Math.Pow(ratio - mean, 2)) / (Rounds - 1));
        double half = Quantile * deviation / Math.Sqrt(Rounds);
        var table = new StringBuilder();
        table.Line($"### A page of {Reads} reads with a scope open, {database}");
        table.Line($"{Rounds} interleaved rounds of {Pages} pages; processor time against no scope.");
        table.Line($"");
        table.Line($"| mean × | 95 % interval | goal: upper bound below |");
        table.Line($"|---:|---|---:|");
        table.Line($"| {mean:F3} | {mean - half:F3}-{mean + half:F3} | {Goal:F2} |");
        return table.ToString();
    }

    /// <summary>Reads what a page shows: eleven different statements, most of a single row.</summary>
    public static async Task ReadPageAsync(BenchmarkForum forum, int number)
    {
        long topic = (number % 50) + 1;
        var viewer = new Viewer(number % BenchmarkForum.Users + 1, SeesHeld: false);
        TopicDetail detail = (await forum.Topics.FindAsync(topic))!;
        await forum.Members.FindAccountAsync($"user{viewer.UserId}");
        await forum.Members.FindAsync(viewer.UserId!.Value);
        await forum.Forums.GetRootsAsync();
        await forum.Forums.FindAsync(detail.ForumId);
        await forum.Posts.ListByTopicAsync(topic, PageRequest.First);
        await forum.Forums.FindBySlugAsync("f1");
        await forum.Topics.ListByForumAsync(detail.ForumId, PageRequest.First);
        await forum.Topics.GetPinnedAsync(detail.ForumId);
        await forum.Members.FindActivityAsync(detail.Author.Id!.Value);
        await forum.Members.CountSeenSinceAsync(BenchmarkForum.Now.AddMinutes(-15));
    }

    private static async Task<double> TimeAsync(BenchmarkForum forum, bool scoped)
    {
        GC.Collect();
        TimeSpan began = Environment.CpuUsage.TotalTime;
        for (int page = 0; page < Pages; page++)
        {
            if (scoped)
            {
                using var scope = QueryScope.Begin("page", Production);
                await ReadPageAsync(forum, page);
            }
            else
            {
                await ReadPageAsync(forum, page);
            }
        }

        return (Environment.CpuUsage.TotalTime - began).TotalMilliseconds;
    }
}
