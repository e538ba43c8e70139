using System.Diagnostics;
using LearningStudio.Benchmarks.Turns;
using LearningStudio.HostApi.Tests.Load;

namespace LearningStudio.Benchmarks.Endpoints;

/// <summary>Loads a contender with one endpoint: as fast as it answers, and at a rate that is the same for all.</summary>
internal static class EndpointLoad
{
    private const double HighestRate = 200;
    private const int FewestRequests = 40;
    private static readonly TimeSpan Flat = TimeSpan.FromSeconds(Effort.IsOnce ? 0.2 : 2);
    private static readonly TimeSpan Paced = TimeSpan.FromSeconds(Effort.IsOnce ? 0.2 : 5);

    /// <summary>The rate that all are asked at: half of what the slowest one answers, at most 200 a second.</summary>
    public static double Common(double slowestPerSecond) => Math.Min(HighestRate, slowestPerSecond / 2);

    /// <summary>Requests a second by eight connections, each sending the next when one is answered.</summary>
    public static async Task<double> RateAsync(Endpoint endpoint, Contender contender)
    {
        int sent = 0;
        long began = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            Enumerable
                .Range(0, Contender.Connections)
                .Select(async _ =>
                {
                    while (Stopwatch.GetElapsedTime(began) < Flat)
                    {
                        await contender.SendAsync(endpoint, Interlocked.Increment(ref sent));
                    }
                })
        );
        return sent / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Requests that are due at a fixed rate, whatever becomes of those before: latencies count from when each was due.</summary>
    public static async Task<LoadReport> AtRateAsync(Endpoint endpoint, AppProcess app, double perSecond)
    {
        int count = Math.Max(Effort.IsOnce ? 1 : FewestRequests, (int)(perSecond * Paced.TotalSeconds));
        using var load = new LoadClient(app.Address, Contender.Connections);
        await load.RunOpenAsync([.. Enumerable.Range(0, count).Select(endpoint.Request)], perSecond);
        return load.Report.Samples.All(sample => sample.Status is 200 or 201)
            ? load.Report
            : throw new InvalidOperationException($"{endpoint.Name}: {load.Report}.");
    }
}
