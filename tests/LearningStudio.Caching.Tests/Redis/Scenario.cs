using LearningStudio.Caching.Staleness;
using LearningStudio.Tests.Servers;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Tests.Redis;

/// <summary>Three nodes, and everything that races on them while a test disturbs their server.</summary>
internal sealed class Scenario : IAsyncDisposable
{
    // Longest: what a local read on another node may be behind, by the protocol.
    private static readonly RedisOptions Defaults = new();
    private static readonly double Longest = (Defaults.HeartbeatInterval + Defaults.OperationTimeout).TotalMilliseconds;
    private readonly string _path = Path.GetTempFileName();
    private readonly Board _board;
    private readonly Node[] _nodes;

    public Scenario(string configuration, Action<VersionedCacheOptions>? configure = null)
    {
        _board = new Board(_path);
        _nodes = [.. Enumerable.Range(0, 3).Select(_ => new Node(configuration, "test", configure))];
    }

    /// <summary>5 seconds, or a minute where the soak was asked for.</summary>
    public static TimeSpan Duration { get; } =
        Environment.GetEnvironmentVariable("LEARNINGSTUDIO_FULL") is "1"
            ? TimeSpan.FromMinutes(1)
            : TimeSpan.FromSeconds(5);

    public IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>Races until the disturbances end, or for the duration where there are none.</summary>
    public async Task<Report> RunAsync(Func<Task>? disturb = null)
    {
        await UseRedisAsync();
        using var stopping = new CancellationTokenSource();
        Task<Report> run = new StalenessRun(_board, _nodes, new StalenessPlan(Seed: 20260101)).RunAsync(stopping.Token);
        using var time = new CancellationTokenSource(Duration);
        do
        {
            if (disturb is not null)
            {
                await disturb();
            }

            await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, CancellationToken.None);
        } while (!time.IsCancellationRequested);

        await stopping.CancelAsync();
        Report report = await run;
        report.Stale.ShouldBe(0);
        report.Reads.ShouldBeGreaterThan(1000);
        report.Invalidations.ShouldBeGreaterThan(100);
        report.Ages.Keys.Max().ShouldBeLessThanOrEqualTo((int)Longest);
        return report;
    }

    /// <summary>Waits until every node uses Redis.</summary>
    public Task UseRedisAsync() =>
        ServerProcess.UntilAsync(() => Task.FromResult(_nodes.All(node => !node.IsOpen)), "the breakers to close");

    /// <summary>After the last invalidation every node sees every key's last version, whatever happened before.</summary>
    public async Task AssertNothingIsLostAsync()
    {
        await UseRedisAsync();
        foreach (Node node in _nodes)
        {
            for (int key = 0; key < Board.Keys; key++)
            {
                long last = _board.Source(key);
                long seen = await node.Cache.GetOrCreateAsync(
                    StalenessRun.Key(key),
                    _ => ValueTask.FromResult(last),
                    new HybridCacheEntryOptions { Flags = HybridCacheEntryFlags.DisableLocalCache }
                );
                seen.ShouldBe(last);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (Node node in _nodes)
        {
            await node.DisposeAsync();
        }

        _board.Dispose();
        File.Delete(_path);
    }
}
