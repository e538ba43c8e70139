using System.Diagnostics;
using System.Text;
using LearningStudio.Benchmarks.Repositories;
using LearningStudio.Benchmarks.Repositories.Generated;
using LearningStudio.Benchmarks.Turns;
using LearningStudio.Moderation;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Decisions;
using LearningStudio.Moderation.Sql;
using LearningStudio.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Benchmarks.Moderation;

/// <summary>Claims a second by sixteen moderators on one queue, alone and with what follows a claim.</summary>
internal static class ClaimRates
{
    private const int Moderators = 16;
    private const int Items = 10_000;
    private static readonly int Rounds = Effort.Rounds(5);
    private static readonly TimeSpan Lease = TimeSpan.FromHours(1);

    /// <param name="disk">Names the setting.</param>
    /// <param name="setting">What the server is started with.</param>
    public static async Task<string> RunAsync(string disk, string setting)
    {
        await using var databases = new Databases();
        using var server = PostgreSqlServer.Start(setting, "shared_buffers=1GB", "max_wal_size=8GB");
        await using GeneratedForum forum = await GeneratedForum.CreateAsync(
            await databases.CreateDatabaseAsync(server, "claims")
        );
        await using ServiceProvider services = new ServiceCollection()
            .AddLearningStudioModeration()
            .AddLearningStudioModerationSql(o => o.UsePostgreSql(forum.Source))
            .BuildServiceProvider();
        await services.GetRequiredService<ModerationSchema>().MigrateAsync();
        var queue = services.GetRequiredService<IReviewQueue>();
        (string Name, string Goal, int Batch, bool Decides)[] variants =
        [
            ("one item a claim", "≥ 2,000", 1, false),
            ("ten items a claim", "", 10, false),
            ("one item a claim, then its decision", "", 1, true),
        ];
        List<double>[] rates = [.. variants.Select(_ => new List<double>())];
        for (int round = -1; round < Rounds; round++)
        {
            for (int i = 0; i < variants.Length; i++)
            {
                await FillAsync(forum);
                double rate = await RateAsync(queue, variants[i].Batch, variants[i].Decides);
                if (round >= 0)
                {
                    rates[i].Add(rate);
                }
            }
        }

        return Table(disk, variants, rates);
    }

    private static string Table(
        string disk,
        (string Name, string Goal, int Batch, bool Decides)[] variants,
        List<double>[] rates
    )
    {
        var table = new StringBuilder();
        table.Line($"### Items claimed a second, PostgreSQL, {disk}");
        table.Line($"{Moderators} moderators, {Items:N0} open items, all claimed; {Rounds} interleaved rounds.");
        table.Line($"");
        table.Line($"| variant | items/s, median (least to most) | goal |");
        table.Line($"|---|---:|---|");
        for (int i = 0; i < variants.Length; i++)
        {
            double[] r = [.. rates[i].Order()];
            table.Line($"| {variants[i].Name} | {r[Rounds / 2]:N0} ({r[0]:N0}-{r[^1]:N0}) | {variants[i].Goal} |");
        }

        return table.ToString();
    }

    private static async Task FillAsync(GeneratedForum forum)
    {
        await forum.Source.ExecuteAsync("TRUNCATE review_items, review_log, review_skips RESTART IDENTITY CASCADE");
        await forum.Source.ExecuteAsync(
            $"""
            INSERT INTO review_items (target_kind, target_id, type, priority, weight, reasons, created_at, standing, due_at,
              available_at)
            SELECT 'post', i, 'flaggedpost', 1 + i % 4, 25, '[]', at, (150 - 25 * (1 + i % 4)) * 7200000::bigint
              - (extract(epoch FROM at) * 1000)::bigint, at + interval '100 hours', at
            FROM generate_series(1, {Items}) i, LATERAL (SELECT now() - i * interval '20 seconds' AS at) AS made
            """
        );
        await forum.Source.ExecuteAsync("VACUUM ANALYZE review_items");
    }

    private static async Task<double> RateAsync(IReviewQueue queue, int batch, bool decides)
    {
        long began = Stopwatch.GetTimestamp();
        int[] claimed = await Task.WhenAll(
            Enumerable.Range(1, Moderators).Select(id => Task.Run(() => WorkAsync(queue, id, batch, decides)))
        );
        double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return claimed.Sum() == Items
            ? Items / seconds
            : throw new InvalidOperationException($"{claimed.Sum()} of {Items} items were claimed.");
    }

    private static async Task<int> WorkAsync(IReviewQueue queue, long moderator, int batch, bool decides)
    {
        for (int count = 0; ; )
        {
            IReadOnlyList<ReviewClaim> claimed = await queue.ClaimAsync(
                new ClaimRequest
                {
                    ModeratorId = moderator,
                    Lease = Lease,
                    Count = batch,
                }
            );
            if (claimed.Count == 0)
            {
                return count;
            }

            count += claimed.Count;
            foreach (ReviewClaim claim in decides ? claimed : [])
            {
                var approve = new ReviewActionRequest { Lease = claim.Lease, Action = ReviewAction.Approve };
                if (await queue.DecideAsync(approve) != ReviewOutcome.Done)
                {
                    throw new InvalidOperationException("A held item could not be decided.");
                }
            }
        }
    }
}
