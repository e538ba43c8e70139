using System.Globalization;
using LearningStudio.Benchmarks.Turns;
using LearningStudio.HostApi.Tests.Load;
using StackExchange.Redis;

namespace LearningStudio.Benchmarks.Endpoints;

/// <summary>
/// The host under a trace of a forum's readers at a fixed rate, each latency counted from when its request was due: how
/// near its hit rate comes to that of a perfect cache, and what Redis holds for it.
/// </summary>
internal static class TraceRun
{
    private const int PerSecond = 500;
    private const int Seed = 20260103;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(Effort.IsOnce ? 1 : 30);

    // So short that entries end within the trace, several times.
    private static readonly TimeSpan Expiration = TimeSpan.FromSeconds(5);

    public static async Task<string> RunAsync(Stack stack)
    {
        await stack.EmptyRedisAsync();
        Dictionary<string, string> settings = stack.After(isCached: true);
        settings["Caching:Policies:topics:Expiration"] = Expiration.ToString();
        await using AppProcess app = await AppProcess.StartAsync("HostApi", settings);
        LoadRequest[] requests = ForumTrace.Of((int)(PerSecond * Duration.TotalSeconds), stack.Topics, Seed);
        using var load = new LoadClient(app.Address);
        await load.RunOpenAsync(requests[..(requests.Length / 2)], PerSecond);
        TimeSpan compiled = load.Now;
        await load.RunOpenAsync(requests[(requests.Length / 2)..], PerSecond);
        LoadReport report = load.Report;
        if (report.Samples.Any(sample => sample.Status is not (200 or 201 or 422)))
        {
            throw new InvalidOperationException($"The trace failed: {report}.");
        }

        double real = report.Reads.Count(sample => sample.Cache is "hit") / (double)report.Reads.Count();
        double ideal = IdealCache.HitRate(report.Samples, Expiration);
        // The first half has the program compiled, too.
        LoadReport second = report.Between(compiled, load.Now);
        string redis = stack.Redis is null ? "" : $"; Redis {await RedisAsync(stack)}";
        return Markdown.Text(
            $"Trace of {requests.Length:N0} requests over {stack.Topics:N0} topics at {PerSecond} a second, entries kept for {Expiration.TotalSeconds:0} s: hit rate {real:P1}, ideal {ideal:P1}; in the second half p50 {second.Milliseconds(0.5):0.0} ms, p99 {second.Milliseconds(0.99):0.0} ms{redis}."
        );
    }

    private static async Task<string> RedisAsync(Stack stack)
    {
        IGrouping<string, KeyValuePair<string, string>>[] info = await (await stack.Redis!.ConnectAsync())
            .Multiplexer.GetServers()[0]
            .InfoAsync();
        Dictionary<string, string> values = info.SelectMany(section => section)
            .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        double memory = long.Parse(values["used_memory"], CultureInfo.InvariantCulture) / 1048576.0;
        // The benchmark's own connections are two.
        int clients = int.Parse(values["connected_clients"], CultureInfo.InvariantCulture) - 2;
        return Markdown.Text($"{memory:0.0} MiB, {clients} connections");
    }
}
