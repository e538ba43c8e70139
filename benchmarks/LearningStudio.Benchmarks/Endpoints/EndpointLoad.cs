using System.Diagnostics;
using LearningStudio.Benchmarks.Turns;
using LearningStudio.HostApi.Tests.Load;

namespace LearningStudio.Benchmarks.Endpoints;

/// <summary>
/// Loads programs with one endpoint: as fast as they answer, and at a rate that is the same for all; in two rounds, the
/// second in the opposite order.
/// </summary>
internal static class EndpointLoad
{
    private const int Rounds = 2;
    private const double HighestRate = 200;
    private const int MinRequests = 20;
    private static readonly TimeSpan Flat = TimeSpan.FromSeconds(Effort.IsOnce ? 0.2 : 1);
    private static readonly TimeSpan Paced = TimeSpan.FromSeconds(Effort.IsOnce ? 0.2 : 4);

    /// <summary>The rate that all are asked at: half of what the slowest one answers, at most 200 a second.</summary>
    public static double Common(double slowestPerSecond) => Math.Min(HighestRate, slowestPerSecond / 2);

    /// <summary>Requests a second by eight connections, each sending the next when one is answered.</summary>
    public static async Task<double[]> RatesAsync(Endpoint endpoint, AppProcess[] apps)
    {
        double[] rates = new double[apps.Length];
        foreach (int i in Order(apps.Length))
        {
            using var contender = Contender.Of(endpoint.Name, apps[i]);
            rates[i] += await RateAsync(endpoint, contender) / Rounds;
        }

        return rates;
    }

    /// <summary>Requests that are due at a fixed rate, whatever becomes of those before: latencies count from when each was due.</summary>
    public static async Task<LoadReport[]> AtRateAsync(Endpoint endpoint, AppProcess[] apps, double perSecond)
    {
        var samples = apps.Select(_ => new List<LoadSample>()).ToArray();
        int count = Math.Max(Effort.IsOnce ? 1 : MinRequests, (int)(perSecond * Paced.TotalSeconds));
        foreach (int i in Order(apps.Length))
        {
            using var load = new LoadClient(apps[i].Address, Contender.Connections);
            await load.RunOpenAsync([.. Enumerable.Range(0, count).Select(endpoint.Request)], perSecond);
            LoadReport report = load.Report;
            if (report.Samples.Any(sample => sample.Status is not (200 or 201)))
            {
                throw new InvalidOperationException($"{endpoint.Name}: {report}.");
            }

            samples[i].AddRange(report.Samples);
        }

        return [.. samples.Select(one => new LoadReport(one))];
    }

    private static IEnumerable<int> Order(int count) =>
        [.. Enumerable.Range(0, count), .. Enumerable.Range(0, count).Reverse()];

    private static async Task<double> RateAsync(Endpoint endpoint, Contender contender)
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
}
