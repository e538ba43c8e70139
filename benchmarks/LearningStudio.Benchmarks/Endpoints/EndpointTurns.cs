using System.Diagnostics;
using LearningStudio.Benchmarks.Turns;

namespace LearningStudio.Benchmarks.Endpoints;

// Rule: in a round each contender is asked for the same pages, one request at a time, and another one begins; the rounds
//   together ask for every page equally often. So no ratio depends on which pages somebody had the time for.
/// <summary>Has contenders answer one endpoint in turn, round after round.</summary>
internal static class EndpointTurns
{
    private const int MinRequests = Endpoint.Pages / Rounds;
    private const int Rounds = 8;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(500);

    // The runtime compiles what is called often a second and a third time, in the background: a server has that behind it.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(Effort.IsOnce ? 0 : 2);

    public static async Task<IReadOnlyList<Latencies>> RunAsync(Endpoint endpoint, IReadOnlyList<Contender> contenders)
    {
        int rounds = Effort.Rounds(Rounds);
        var means = contenders.Select(_ => new double[rounds]).ToArray();
        var statements = contenders.Select(_ => new List<int>()).ToArray();
        int requests = await WarmAsync(endpoint, contenders);
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < contenders.Count; i++)
            {
                int c = (round + i) % contenders.Count;
                means[c][round] = await TurnAsync(endpoint, contenders[c], round * requests, requests, statements[c]);
            }
        }

        return [.. means.Zip(statements, (mean, counts) => new Latencies(mean, Median(counts)))];
    }

    private static int Median(List<int> counts) => counts.Order().ElementAt((counts.Count - 1) / 2);

    /// <summary>Has each read every page once, and go on for a while.</summary>
    /// <returns>How many requests a turn is: all pages as often as the slowest has the time for, or a share of them.</returns>
    private static async Task<int> WarmAsync(Endpoint endpoint, IReadOnlyList<Contender> contenders)
    {
        double slowest = 0;
        foreach (Contender contender in contenders)
        {
            int pages = Effort.IsOnce ? 1 : Endpoint.Pages;
            long began = Stopwatch.GetTimestamp();
            for (int i = 0; i < pages || Stopwatch.GetElapsedTime(began) < WarmUp; i++)
            {
                await contender.PrepareAsync();
                await contender.SendAsync(endpoint, i);
            }

            slowest = Math.Max(slowest, await TurnAsync(endpoint, contender, 0, MinRequests, []));
        }

        int passes = (int)(Turn.TotalMilliseconds / (slowest * Endpoint.Pages));
        return passes > 0 && !Effort.IsOnce ? passes * Endpoint.Pages : MinRequests;
    }

    /// <returns>The mean, in milliseconds.</returns>
    private static async Task<double> TurnAsync(
        Endpoint endpoint,
        Contender contender,
        int first,
        int requests,
        List<int> statements
    )
    {
        // What has been dropped since the last turn is read again, unmeasured.
        for (int i = 0; contender.State == CacheState.Warm && i < Math.Min(requests, Endpoint.Pages); i++)
        {
            await contender.SendAsync(endpoint, first + i);
        }

        TimeSpan taken = TimeSpan.Zero;
        for (int i = 0; i < requests; i++)
        {
            await contender.PrepareAsync();
            long sent = Stopwatch.GetTimestamp();
            statements.Add(await contender.SendAsync(endpoint, first + i));
            taken += Stopwatch.GetElapsedTime(sent);
        }

        return taken.TotalMilliseconds / requests;
    }
}
