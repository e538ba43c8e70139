using LearningStudio.Caching.Redis.Connection;
using LearningStudio.Caching.Staleness;
using LearningStudio.Tests.Servers;

namespace LearningStudio.Caching.Tests.Redis;

/// <summary>A cluster whose slots move, and whose shards fail over one by one.</summary>
public sealed class ClusterTests : IAsyncLifetime
{
    private const int Keys = 1_500;
    private const int MovedSlots = 150;
    private RedisClusterServer _cluster = null!;
    private Node _node = null!;

    public async Task InitializeAsync()
    {
        _cluster = await RedisClusterServer.StartAsync();
        _node = await StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _node.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    [Fact]
    public async Task SlotsThatMoveUnderLoad_DisturbNobody()
    {
        await FillAsync();
        int generation = _node.Generation;
        using var reading = new CancellationTokenSource();
        int computed = 0;
        Task readers = Task.Run(async () =>
        {
            for (int key = 0; !reading.IsCancellationRequested; key = (key + 1) % Keys)
            {
                computed += await ReadAsync(_node, key, "new") is "new" ? 1 : 0;
            }
        });

        // Some of the first primary's, and the one that holds the sequences.
        int control = HashSlot.Compute("cluster:{invalidation}:sequence");
        foreach (int slot in Enumerable.Range(0, MovedSlots).Append(control).Distinct())
        {
            int from = RedisClusterServer.PrimaryOf(slot);
            await _cluster.MoveSlotAsync(slot, from, (from + 1) % 3);
        }

        await reading.CancelAsync();
        await readers;

        computed.ShouldBe(0);
        _node.Generation.ShouldBe(generation);
        _node.Entries.ShouldBe(Keys);
        await _node.Cache.RemoveAsync("k7");
        (await ReadAsync(_node, 7, "newer")).ShouldBe("newer");
    }

    // Only what stood on the shard may have missed a removal. A node says so once it has heard of the failover itself.
    [Fact]
    public async Task ShardThatFailsOver_LosesItsOwnValuesOnly()
    {
        int control = RedisClusterServer.PrimaryOf(HashSlot.Compute("cluster:{invalidation}:sequence"));
        int shard = (control + 1) % 3;
        RedisServer replica = await _cluster.AddReplicaAsync(shard);
        await FillAsync();
        Node other = await StartAsync();
        int[] generations = [_node.Generation, other.Generation];

        _cluster.Servers[shard].Process.Kill();
        await RedisClusterServer.TakeOverAsync(replica);
        await ServerProcess.UntilAsync(
            () => Task.FromResult(HasReturned(_node, generations[0]) && HasReturned(other, generations[1])),
            "the nodes to be back"
        );

        int kept = 0;
        for (int key = 0; key < Keys; key++)
        {
            bool isLost = RedisClusterServer.PrimaryOf(HashSlot.Compute($"cluster:v1:k{key}")) == shard;
            string? value = await FindAsync(other, key);
            value.ShouldBe(isLost ? null : "old");
            kept += isLost ? 0 : 1;
        }

        kept.ShouldBeGreaterThan(Keys / 2);
        await other.DisposeAsync();
    }

    // Set and removal are two commands each: what one keeps in memory the other may have removed meanwhile.
    [Fact]
    public async Task SetsBesideRemovals_KeepNothingThatRedisHasNot()
    {
        Node other = await StartAsync();
        for (int round = 0; round < 300; round++)
        {
            string key = $"k{round}";
            using var barrier = new Barrier(3);
            await Task.WhenAll(
                RaceAsync(barrier, () => _node.Cache.SetAsync(key, "one").AsTask()),
                RaceAsync(barrier, () => other.Cache.SetAsync(key, "other").AsTask()),
                RaceAsync(barrier, () => other.Cache.RemoveAsync(key).AsTask())
            );
            (bool found, string? stored) = await _node.Cache.TryGetPastMemoryAsync<string>(key);
            await ServerProcess.UntilAsync(
                async () => (await _node.Cache.TryGetAsync<string>(key)) == (found, stored),
                "memory to hold what Redis holds"
            );
        }

        await other.DisposeAsync();
    }

    private static Task RaceAsync(Barrier barrier, Func<Task> run) =>
        Task
            .Factory.StartNew(
                () =>
                {
                    barrier.SignalAndWait();
                    return run();
                },
                TaskCreationOptions.LongRunning
            )
            .Unwrap();

    private async Task<Node> StartAsync()
    {
        var node = new Node(
            _cluster.Configuration,
            "cluster",
            // Longer than a loaded machine takes: what fails here are connections.
            options => options.Redis.OperationTimeout = TimeSpan.FromMinutes(1)
        );
        await ServerProcess.UntilAsync(() => Task.FromResult(!node.IsOpen), "the breaker to close");
        return node;
    }

    private async Task FillAsync()
    {
        for (int key = 0; key < Keys; key++)
        {
            await _node.Cache.SetAsync($"k{key}", "old");
        }
    }

    private static bool HasReturned(Node node, int generation) => !node.IsOpen && node.Generation > generation;

    // What a node finds while it leaves Redis or comes back to it says nothing of what it has lost.
    private static async Task<string?> FindAsync(Node node, int key)
    {
        string? found = null;
        await ServerProcess.UntilAsync(
            async () =>
            {
                int generation = node.Generation;
                (_, found) = await (
                    key % 2 == 0
                        ? node.Cache.TryGetPastMemoryAsync<string>($"k{key}")
                        : node.Cache.TryGetAsync<string>($"k{key}").AsTask()
                );
                return !node.IsOpen && node.Generation == generation;
            },
            "a read without a disturbance"
        );
        return found;
    }

    private static Task<string> ReadAsync(Node node, int key, string value) =>
        node
            .Cache.GetOrCreateAsync(
                $"k{key}",
                _ => ValueTask.FromResult(value),
                key % 2 == 0 ? RedisNodes.PastMemory : null
            )
            .AsTask();
}
