using System.Diagnostics;
using LearningStudio.Benchmarks.Turns;

namespace LearningStudio.Benchmarks.Endpoints;

/// <summary>
/// Has contenders answer one endpoint in turn, round after round, one request at a time; then each by eight connections.
/// </summary>
internal static class EndpointTurns
{
    private static readonly int Rounds = Effort.Rounds(9);
    private const int FewestRequests = 3;
    private const int Warmup = 40;
    private const int Connections = 8;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan LongestWarmup = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(Effort.IsOnce ? 0.2 : 2);

    public static async Task<IReadOnlyList<Latencies>> RunAsync(Endpoint endpoint, IReadOnlyList<Contender> contenders)
    {
        var samples = contenders.Select(_ => new List<double>()).ToArray();
        var means = contenders.Select(_ => new List<double>()).ToArray();
        var statements = contenders.Select(_ => new List<int>()).ToArray();
        foreach (Contender contender in contenders)
        {
            await WarmAsync(endpoint, contender);
        }

        for (int round = 0; round < Rounds; round++)
        {
            for (int c = 0; c < contenders.Count; c++)
            {
                (List<double> taken, List<int> counts) = await TurnAsync(endpoint, contenders[c], round * Warmup);
                samples[c].AddRange(taken);
                means[c].Add(taken.Average());
                statements[c].AddRange(counts);
            }
        }

        var results = new List<Latencies>();
        for (int c = 0; c < contenders.Count; c++)
        {
            double perSecond = await RateAsync(endpoint, contenders[c]);
            results.Add(new Latencies([.. samples[c].Order()], [.. means[c]], Median(statements[c]), perSecond));
        }

        return results;
    }

    private static int Median(List<int> counts) => counts.Order().ElementAt(counts.Count / 2);

    private static async Task WarmAsync(Endpoint endpoint, Contender contender)
    {
        long began = Stopwatch.GetTimestamp();
        for (int i = 0; i < Warmup && Stopwatch.GetElapsedTime(began) < LongestWarmup; i++)
        {
            await contender.SendAsync(endpoint, i);
        }
    }

    private static async Task<(List<double> Milliseconds, List<int> Statements)> TurnAsync(
        Endpoint endpoint,
        Contender contender,
        int first
    )
    {
        // What may have been dropped since the last turn is read again, unmeasured.
        await contender.SendAsync(endpoint, first);
        var taken = new List<double>();
        var counts = new List<int>();
        long began = Stopwatch.GetTimestamp();
        while (taken.Count < FewestRequests || Stopwatch.GetElapsedTime(began) < Turn)
        {
            long sent = Stopwatch.GetTimestamp();
            counts.Add(await contender.SendAsync(endpoint, first + taken.Count));
            taken.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
        }

        return (taken, counts);
    }

    private static async Task<double> RateAsync(Endpoint endpoint, Contender contender)
    {
        int sent = 0;
        long began = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            Enumerable
                .Range(0, Connections)
                .Select(async _ =>
                {
                    while (Stopwatch.GetElapsedTime(began) < Together)
                    {
                        await contender.SendAsync(endpoint, Interlocked.Increment(ref sent));
                    }
                })
        );
        return sent / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
