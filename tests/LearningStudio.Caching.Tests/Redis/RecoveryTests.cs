using LearningStudio.Caching.Diagnostics;
using LearningStudio.Caching.Staleness;
using LearningStudio.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace LearningStudio.Caching.Tests.Redis;

/// <summary>Coming back while work goes on: invalidations, sets, many processes, a process that ends.</summary>
public sealed class RecoveryTests : IAsyncLifetime
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("LEARNINGSTUDIO_FULL") is "1";
    private readonly RedisServer _server = new();
    private RedisNodes _nodes = null!;

    public async Task InitializeAsync()
    {
        await _server.BeginAsync();
        _nodes = new RedisNodes(_server, "recovery", TimeSpan.FromMilliseconds(500));
    }

    public async Task DisposeAsync()
    {
        await _nodes.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task InvalidationsThatGoOn_DoNotKeepANodeAway()
    {
        const int Rounds = 10;
        const int PerSecond = 500;
        Node node = await _nodes.StartAsync();
        Node other = await _nodes.StartAsync();
        await RemoveTagsAsync(node, 20_000);
        using var stopping = new CancellationTokenSource();
        Task[] invalidations =
        [
            InvalidateAsync(node, PerSecond, stopping),
            InvalidateAsync(other, PerSecond, stopping),
        ];

        for (int round = 0; round < Rounds; round++)
        {
            int generation = node.Generation;
            node.Fail("a fault of this node alone");
            long began = TimeProvider.System.GetTimestamp();
            await ServerProcess.UntilAsync(
                () => Task.FromResult(!node.IsOpen && node.Generation > generation),
                "the breaker to close"
            );
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(2));
        }

        await stopping.CancelAsync();
        await Task.WhenAll(invalidations);
        node.IsOpen.ShouldBeFalse();
    }

    // After a hang that all have seen, with a log that no single answer could hold.
    [Fact]
    public async Task ManyNodesWithAFullLog_AllComeBack()
    {
        const int Nodes = 12;
        Node writer = await _nodes.StartAsync();
        await RemoveTagsAsync(writer, 100_000);
        Node[] nodes = await Task.WhenAll(Enumerable.Range(0, Nodes).Select(_ => _nodes.StartAsync()));
        long sent = await SentAsync();

        _server.Process.Hang();
        await ServerProcess.UntilAsync(() => Task.FromResult(nodes.All(node => node.IsOpen)), "the outage");
        _server.Process.GoOn();

        await ServerProcess.UntilAsync(() => Task.FromResult(nodes.All(node => !node.IsOpen)), "the breakers to close");
        (await SentAsync() - sent).ShouldBeLessThan(5_000_000, "nobody loads again what it knows");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task BulkOfSets_IsFoundWhole(bool duringTheStart)
    {
        int count = IsFull ? 100_000 : 20_000;
        // Sets wait for the first connection no longer than for any operation: on a busy machine that may take a while.
        static void Patient(VersionedCacheOptions options) => options.Redis.OperationTimeout = TimeSpan.FromMinutes(1);
        Node node = duringTheStart ? _nodes.Create(Patient) : await _nodes.StartAsync(Patient);
        await Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (i, token) => await node.Cache.SetAsync($"bulk:{i}", "value", cancellationToken: token)
        );

        Node reader = await _nodes.StartAsync(options =>
        {
            Patient(options);
            options.Limits.LocalCapacity = 3;
        });
        int found = 0;
        await Parallel.ForAsync(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (i, token) =>
            {
                if ((await reader.Cache.TryGetAsync<string>($"bulk:{i}", token)).Found)
                {
                    Interlocked.Increment(ref found);
                }
            }
        );
        found.ShouldBe(count);
    }

    // A process that is told to end has the time to tell Redis what Redis could not be told.
    [Fact]
    public async Task ProcessThatEndsWithAJournal_BringsItToRedisBefore()
    {
        Node node = await _nodes.StartAsync();
        Node other = await _nodes.StartAsync();
        await RedisNodes.ReadAsync(node, "a", "old");
        _server.Process.Hang();
        (await node.Cache.RemoveByPatternAsync("a")).ShouldBe(InvalidationScope.ThisProcess);

        Task ending = node.DisposeAsync().AsTask();
        _server.Process.GoOn();
        await ending;

        await ServerProcess.UntilAsync(() => Task.FromResult(!other.IsOpen), "the other node");
        (await RedisNodes.ReadAsync(other, "a", "new")).ShouldBe("new");
    }

    [Fact]
    public async Task ProcessThatEndsWithoutRedis_SaysHowMuchIsLost()
    {
        FakeLogCollector logs = FakeLogCollector.Create(new FakeLogCollectorOptions());
        Node node = _nodes.Create(register: services =>
            services.AddSingleton<ILoggerFactory>(new LoggerFactory([new FakeLoggerProvider(logs)]))
        );
        await ServerProcess.UntilAsync(() => Task.FromResult(!node.IsOpen), "the breaker to close");
        _server.Process.Kill();
        await node.Cache.RemoveByPatternAsync("a");
        await node.Cache.RemoveByPatternAsync("b");

        await node.DisposeAsync();

        FakeLogRecord lost = logs.GetSnapshot().Single(line => line.Id.Id == Log.InvalidationsLostId);
        lost.Message.ShouldStartWith("2 ");
    }

    private static async Task RemoveTagsAsync(Node node, int count)
    {
        foreach (string[] tags in Enumerable.Range(0, count).Select(i => $"topic:{i:D8}:author").Chunk(500))
        {
            await node.Cache.RemoveByTagAsync(tags);
        }
    }

    private static async Task InvalidateAsync(Node node, int perSecond, CancellationTokenSource stopping)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        for (int i = 0; !stopping.IsCancellationRequested; )
        {
            await timer.WaitForNextTickAsync(CancellationToken.None);
            await Task.WhenAll(
                Enumerable
                    .Range(0, perSecond / 50)
                    .Select(_ => node.Cache.RemoveByTagAsync($"going:{i++ % 1000}").AsTask())
            );
        }
    }

    private async Task<long> SentAsync()
    {
        string info = $"{await _server.ExecuteAsync("INFO", "stats")}";
        const string Field = "total_net_output_bytes:";
        int from = info.IndexOf(Field, StringComparison.Ordinal) + Field.Length;
        return long.Parse(info[from..info.IndexOf('\r', from)], System.Globalization.CultureInfo.InvariantCulture);
    }
}
