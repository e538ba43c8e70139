using System.Diagnostics;
using System.Text;
using LearningStudio.Benchmarks.Repositories.Generated;
using LearningStudio.Benchmarks.Turns;
using LearningStudio.Repositories.Counters;
using LearningStudio.Tests.Servers;
using Npgsql;

namespace LearningStudio.Benchmarks.Repositories;

/// <summary>Posts a second by eight clients whose commits reach the disk, in turns, against a bare insert.</summary>
internal static class WriteRates
{
    private const int Clients = 8;
    private static readonly int Rounds = Effort.Rounds(11);
    private const int Forums = 200;
    private const int Topics = 10_000;
    private const int HotTopics = 2000;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(Effort.IsOnce ? 0.2 : 2);

    /// <param name="databases">Where the database is made.</param>
    /// <param name="flush">How much longer the server takes to flush a commit than its disk, in microseconds.</param>
    public static async Task<string> RunAsync(Databases databases, int flush)
    {
        using var server = PostgreSqlServer.Start(
            "shared_buffers=2GB",
            "max_wal_size=8GB",
            "checkpoint_timeout=1h",
            "commit_siblings=0",
            $"commit_delay={flush}"
        );
        NpgsqlDataSource source = await databases.CreateDatabaseAsync(server, $"writes{flush}");
        string disk = flush == 0 ? "the disk as it is" : Markdown.Text($"a flush {flush / 1000.0} ms longer");
        await using GeneratedForum immediate = await GeneratedForum.CreateAsync(source);
        await using GeneratedForum deferred = GeneratedForum.Open(source, CounterMode.Deferred);
        await immediate.AddUsersAndForumsAsync(500, Forums);
        await immediate.AddTopicsAsync((1, Topics), $"1 + i % {Forums}", "i * 60 + 600");
        await immediate.AddTopicsAsync((Topics + 1, Topics + HotTopics), "1", "i * 60 + 600");
        await immediate.AddPostsAsync((1, 10 * (Topics + HotTopics)), $"i % {Topics + HotTopics} + 1", "i * 6");
        await immediate.SettleAsync();
        return await CompareAsync(disk, immediate, deferred, (1, Topics), 0.55)
            + Environment.NewLine
            + await CompareAsync(disk, immediate, deferred, (Topics + 1, Topics + HotTopics), null);
    }

    private static async Task<string> CompareAsync(
        string disk,
        GeneratedForum immediate,
        GeneratedForum deferred,
        (int First, int Last) topics,
        double? immediateGoal
    )
    {
        bool hot = topics.First > Topics;
        var writes = new PostWrites(immediate.Source);
        Writer[] writers =
        [
            new("bare INSERT", null, topic => writes.InsertAsync(topic, hot ? 1 : (topic % Forums) + 1)),
            new("immediate", immediateGoal, topic => PostWrites.AddAsync(immediate, topic)),
            new("deferred", 0.8, topic => PostWrites.AddAsync(deferred, topic)),
        ];
        await writes.CheckAsync(await Task.WhenAll(writers.Select(writer => writer.WriteAsync(topics.First))));
        var rates = writers.Select(_ => new List<double>()).ToArray();
        TimeSpan folds = TimeSpan.Zero;
        for (int round = -1; round < Rounds; round++)
        {
            for (int i = 0; i < writers.Length; i++)
            {
                double rate = await RateAsync(topics, writers[i]);
                if (round >= 0)
                {
                    rates[i].Add(rate);
                }
            }

            long began = Stopwatch.GetTimestamp();
            await deferred.Get<IForumMaintenance>().RollUpAsync();
            folds += Stopwatch.GetElapsedTime(began);
        }

        return Table($"{(hot ? "one forum" : $"{Forums} forums")}, {disk}", writers, rates, folds / (Rounds + 1));
    }

    private static async Task<double> RateAsync((int First, int Last) topics, Writer writer)
    {
        long began = Stopwatch.GetTimestamp();
        int[] written = await Task.WhenAll(
            Enumerable
                .Range(0, Clients)
                .Select(client =>
                    Task.Run(async () =>
                    {
                        var random = new Random(client);
                        int posts = 0;
                        for (; Stopwatch.GetElapsedTime(began) < Turn; posts++)
                        {
                            await writer.WriteAsync(random.Next(topics.First, topics.Last + 1));
                        }

                        return posts;
                    })
                )
        );
        return written.Sum() / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static string Table(string forums, Writer[] writers, List<double>[] rates, TimeSpan fold)
    {
        var table = new StringBuilder();
        table.Line($"### Posts a second over {forums}, PostgreSQL, durable commits");
        table.Line($"{Clients} clients; {Rounds} interleaved rounds of {Turn.TotalSeconds:N0} s.");
        table.Line($"");
        table.Line($"| variant | posts/s | of a bare INSERT (quartiles; least to most) | goal |");
        table.Line($"|---|---:|---|---:|");
        for (int i = 0; i < writers.Length; i++)
        {
            double[] r = [.. rates[i].Zip(rates[0], (own, bare) => own / bare).Order()];
            string goal = writers[i].Goal is { } least ? Markdown.Text($"≥ {least:P0}") : "";
            double rate = rates[i].Order().ElementAt(Rounds / 2);
            table.Line(
                $"| {writers[i].Name} | {rate:N0} | {r[Rounds / 2]:P0} ({r[Rounds / 4]:P0}-{r[Rounds * 3 / 4]:P0}; {r[0]:P0}-{r[^1]:P0}) | {goal} |"
            );
        }

        table.Line($"");
        table.Line($"A fold of a round's deferred changes, after it: {fold.TotalMilliseconds:N0} ms.");
        return table.ToString();
    }

    private sealed record Writer(string Name, double? Goal, Func<long, Task<long>> WriteAsync);
}
