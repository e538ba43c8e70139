using LearningStudio.Caching.Redis.Connection;
using LearningStudio.Caching.Staleness;
using LearningStudio.Tests.Servers;
using StackExchange.Redis;

namespace LearningStudio.Caching.Tests.Redis;

/// <summary>Connections as operators have them: slow, narrow, replaced, led to another server.</summary>
public sealed class ConnectionTests : IAsyncLifetime
{
    private readonly RedisServer _server = new();
    private readonly RedisServer _second = new();
    private readonly List<Node> _nodes = [];

    public Task InitializeAsync() => _server.BeginAsync();

    public async Task DisposeAsync()
    {
        foreach (Node node in _nodes)
        {
            await node.DisposeAsync();
        }

        await _server.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task HandshakeOfThreeSeconds_ConnectsAndReconnects()
    {
        await using var line = new SlowLine(_server.Port, handshake: TimeSpan.FromSeconds(3));
        Node node = Create(
            $"{line.Configuration},ssl=true",
            options =>
                options.Redis.Configure = profile =>
                    profile.CertificateValidation += (_, certificate, _, _) =>
                        certificate?.GetCertHashString() == line.Thumbprint
        );
        await UntilClosedAsync(node);
        int generation = node.Generation;

        await _server.CutConnectionsAsync();

        await UntilBackAsync(node, generation);
    }

    // 3.9 MB of records over 8 MB/s: more than one operation's time, in parts.
    [Fact]
    public async Task FullLogOverANarrowLine_IsLoaded()
    {
        const int Tags = 100_000;
        Node writer = Create(
            _server.Configuration,
            options => options.Redis.OperationTimeout = TimeSpan.FromMinutes(1)
        );
        await UntilClosedAsync(writer);
        foreach (string[] tags in Enumerable.Range(0, Tags).Select(i => $"topic:{i:D8}:author").Chunk(500))
        {
            await writer.Cache.RemoveByTagAsync(tags);
        }

        await using var line = new SlowLine(_server.Port, bytesPerSecond: 8 * 1024 * 1024);
        Node node = Create(line.Configuration);

        await UntilClosedAsync(node);
        await writer.Cache.SetAsync("a", "value", tags: ["topic:00000007:author"]);
        await ServerProcess.UntilAsync(
            async () => await node.Cache.TryGetAsync<string>("a") is (true, "value"),
            "the value"
        );
    }

    [Fact]
    public async Task ServerThatClosesEachConnection_IsAskedEverLessOften()
    {
        await using var line = new SlowLine(_server.Port) { Closes = true };
        Node node = Create(line.Configuration);

        await Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System);

        line.Connections.ShouldBeInRange(1, 60);
        line.Closes = false;
        await UntilClosedAsync(node);
    }

    // A proxy, or a name, leads new connections to the new primary; the socket to the old one stays open.
    [Fact]
    public async Task DemotedPrimaryBehindAnOpenSocket_IsLeftForTheNewOne()
    {
        await _second.BeginAsync();
        await using var line = new SlowLine(_server.Port);
        Node node = Create(line.Configuration);
        await UntilClosedAsync(node);
        int generation = node.Generation;

        line.Target = _second.Port;
        await _server.ExecuteAsync("REPLICAOF", "127.0.0.1", $"{_second.Port}");

        await UntilBackAsync(node, generation);
        IDatabase second = await _second.ConnectAsync();
        await ServerProcess.UntilAsync(
            async () =>
            {
                await node.Cache.SetAsync("a", "value");
                return await second.KeyExistsAsync("connections:v1:a");
            },
            "a value on the new primary"
        );
    }

    [Fact]
    public async Task SharedConnectionThatWasDisposed_IsAskedForAgain()
    {
        ConnectionMultiplexer shared = await ConnectAsync();
        int asked = 0;
        Node node = Create(
            "",
            options =>
                options.Redis.ConnectionMultiplexerFactory = () =>
                {
                    asked++;
                    return Task.FromResult<IConnectionMultiplexer>(shared);
                }
        );
        await UntilClosedAsync(node);
        asked.ShouldBe(1);
        int generation = node.Generation;

        ConnectionMultiplexer old = shared;
        shared = await ConnectAsync();
        await old.DisposeAsync();

        await UntilBackAsync(node, generation);
        asked.ShouldBe(2);
        await shared.DisposeAsync();
    }

    [Fact]
    public async Task SharedConnectionWithAChannelPrefix_IsRefused()
    {
        await using ConnectionMultiplexer shared = await ConnectAsync("channelPrefix=app:");
        Node node = Create(
            "",
            options =>
                options.Redis.ConnectionMultiplexerFactory = () => Task.FromResult<IConnectionMultiplexer>(shared)
        );

        await ServerProcess.UntilAsync(
            () => Task.FromResult(node.Reason?.StartsWith("ChannelPrefix", StringComparison.Ordinal) == true),
            "the reason"
        );
    }

    [Fact]
    public async Task FactoryThatHasNotAnswered_IsNamed()
    {
        var never = new TaskCompletionSource<IConnectionMultiplexer>();
        Node node = Create("", options => options.Redis.ConnectionMultiplexerFactory = () => never.Task);

        await ServerProcess.UntilAsync(
            () => Task.FromResult(node.Reason is "ConnectionMultiplexerFactory has not answered"),
            "the reason"
        );
        (await RedisNodes.ReadAsync(node, "a", "computed")).ShouldBe("computed");
    }

    // The keyspace goes back under a server that goes on: a snapshot of its memory, an import, a restore.
    [Theory]
    [InlineData("pattern")]
    [InlineData("remove")]
    public async Task KeyspaceRolledBackUnderTheSameServer_IsNotTrusted(string how)
    {
        Node node = Create(_server.Configuration);
        await UntilClosedAsync(node);
        await node.Cache.SetAsync("a", "old");
        int generation = node.Generation;
        string[] keys = (string[])(await _server.ExecuteAsync("KEYS", "*"))!;
        var dumps = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (string key in keys)
        {
            dumps[key] = (byte[])(await _server.ExecuteAsync("DUMP", key))!;
        }

        await (how is "pattern" ? node.Cache.RemoveByPatternAsync("a").AsTask() : node.Cache.RemoveAsync("a").AsTask());
        foreach ((string key, byte[] dump) in dumps)
        {
            await _server.ExecuteAsync("RESTORE", key, "0", dump, "REPLACE");
        }

        // A pattern's number comes with each read, a removal's with the next heartbeat.
        await ServerProcess.UntilAsync(
            async () =>
                await RedisNodes.ReadAsync(node, "b", "b", RedisNodes.PastMemory) is "b"
                && !node.IsOpen
                && node.Generation > generation,
            "the node to be back"
        );
        Node cold = Create(_server.Configuration);
        await UntilClosedAsync(cold);
        (await RedisNodes.ReadAsync(cold, "a", "new")).ShouldBe("new");
        (await RedisNodes.ReadAsync(node, "a", "new", RedisNodes.PastMemory)).ShouldBe("new");
    }

    [Fact]
    public void SettingsOfTheString_Hold()
    {
        ConfigurationOptions said = RedisProfile.Parse(
            "localhost,connectTimeout=7000,keepAlive=33,asyncTimeout=4000,syncTimeout=4100,connectRetry=5,abortConnect=true",
            TimeSpan.FromMilliseconds(500)
        );
        ConfigurationOptions unsaid = RedisProfile.Parse("localhost", TimeSpan.FromMilliseconds(500));

        (said.ConnectTimeout, said.KeepAlive, said.AsyncTimeout, said.SyncTimeout, said.ConnectRetry).ShouldBe(
            (7000, 33, 4000, 4100, 5)
        );
        said.AbortOnConnectFail.ShouldBeTrue();
        (unsaid.ConnectTimeout, unsaid.KeepAlive, unsaid.AsyncTimeout).ShouldBe((5000, 2, 450));
        unsaid.AbortOnConnectFail.ShouldBeFalse();
    }

    [Fact]
    public void Configure_HasTheLastWord()
    {
        var options = new RedisOptions { Configuration = "localhost,connectTimeout=7000" };
        options.Configure = profile =>
            (profile.ConnectTimeout, profile.ChannelPrefix) = (8000, RedisChannel.Literal("x"));

        ConfigurationOptions profile = RedisProfile.Create(options, "channel");

        profile.ConnectTimeout.ShouldBe(8000);
        profile.ChannelPrefix.IsNullOrEmpty.ShouldBeTrue();
    }

    private Task<ConnectionMultiplexer> ConnectAsync(string settings = "") =>
        ConnectionMultiplexer.ConnectAsync($"{_server.Configuration},abortConnect=false,{settings}");

    private Node Create(string configuration, Action<VersionedCacheOptions>? configure = null)
    {
        var node = new Node(configuration, "connections", configure);
        _nodes.Add(node);
        return node;
    }

    private static Task UntilClosedAsync(Node node) =>
        ServerProcess.UntilAsync(() => Task.FromResult(!node.IsOpen), "the breaker to close");

    private static Task UntilBackAsync(Node node, int generation) =>
        ServerProcess.UntilAsync(
            () => Task.FromResult(!node.IsOpen && node.Generation > generation),
            "the node to leave Redis and to come back"
        );
}
