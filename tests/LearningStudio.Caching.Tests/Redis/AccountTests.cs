using LearningStudio.Caching.Diagnostics;
using LearningStudio.Caching.Staleness;
using LearningStudio.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using StackExchange.Redis;

namespace LearningStudio.Caching.Tests.Redis;

/// <summary>Accounts as administrators give them: what each lacks, and what the cache says of it.</summary>
public sealed class AccountTests : IAsyncLifetime
{
    private readonly RedisServer _server = new();
    private readonly FakeLogCollector _logs = FakeLogCollector.Create(new FakeLogCollectorOptions());
    private readonly List<Node> _nodes = [];

    public Task InitializeAsync() => _server.BeginAsync();

    public async Task DisposeAsync()
    {
        foreach (Node node in _nodes)
        {
            await node.DisposeAsync();
        }

        await _server.DisposeAsync();
    }

    // docs/operations.md gives this account; each of its commands is needed by something here.
    [Fact]
    public async Task LeastAccount_CanDoEverything()
    {
        await AllowAsync(LeastAccount);
        Node one = await StartAsync();
        Node other = await StartAsync();

        await one.Cache.SetAsync("a", "set", tags: ["t"]);
        (await ReadAsync(other, "a", "computed")).ShouldBe("set");
        (await ReadAsync(other, "b", "computed")).ShouldBe("computed");
        (await one.Cache.RemoveByPatternAsync("a*")).ShouldBe(InvalidationScope.Everywhere);
        await one.Cache.RemoveAsync("b");
        await one.Cache.RemoveByTagAsync("t");
        await ServerProcess.UntilAsync(
            async () => await ReadAsync(other, "a", "new") is "new" && await ReadAsync(other, "b", "new") is "new",
            "the invalidations"
        );
        (await one.SweepAsync()).ShouldBeGreaterThanOrEqualTo(0);
        await one.ReadStatsAsync();
        await other.DropMessagesAsync();

        _logs.GetSnapshot().ShouldBeEmpty();
        var denied = (RedisResult[])(await _server.ExecuteAsync("ACL", "LOG"))!;
        denied.Select(entry => string.Join(' ', ((RedisResult[])entry!).Take(10))).ShouldBeEmpty();
    }

    [Fact]
    public async Task WithoutChannels_TheHeartbeatBringsInvalidations()
    {
        await AllowAsync("~* +@all resetchannels");
        Node one = await StartAsync();
        Node other = await StartAsync();
        await ReadAsync(other, "a", "old");

        (await one.Cache.RemoveByPatternAsync("a")).ShouldBe(InvalidationScope.Everywhere);
        await ServerProcess.UntilAsync(async () => await ReadAsync(other, "a", "new") is "new", "the removal");

        other.IsOpen.ShouldBeFalse();
        FakeLogRecord[] told = [.. _logs.GetSnapshot().Where(line => line.Id.Id == Log.MessagesRefusedId)];
        told.Length.ShouldBe(2, "once a process");
        told[0].Message.ShouldContain("NOPERM");
    }

    // What a process that starts cannot know is no reason to empty the memory of all the others.
    [Fact]
    public async Task WithoutInfo_ProcessesThatStartDisturbNobody()
    {
        const int Keys = 200;
        await AllowAsync("~* &* +@all -@dangerous");
        Node first = await StartAsync();
        for (int key = 0; key < Keys; key++)
        {
            await first.Cache.SetAsync($"k{key}", "old");
        }

        int generation = first.Generation;
        for (int process = 0; process < 5; process++)
        {
            Node later = await StartAsync();
            for (int key = 0; key < Keys; key++)
            {
                (await ReadAsync(later, $"k{key}", "computed")).ShouldBe("old");
            }
        }

        first.Generation.ShouldBe(generation);
        first.Entries.ShouldBe(Keys);
    }

    // A connection that comes anew may lead to a server that was restarted: without INFO nobody can tell.
    [Fact]
    public async Task WithoutInfo_AReconnectCountsAsARestart()
    {
        await AllowAsync("~* &* +@all -@dangerous");
        Node node = await StartAsync();
        await node.Cache.SetAsync("a", "old");
        int generation = node.Generation;

        await _server.CutConnectionsAsync();
        await ServerProcess.UntilAsync(
            () => Task.FromResult(!node.IsOpen && node.Generation > generation),
            "the connection"
        );

        (await ReadAsync(node, "a", "new")).ShouldBe("new");
    }

    [Theory]
    [InlineData("~* &* +@all -@scripting", "NOPERM (ev")]
    [InlineData("~* &* +@all -get", "NOPERM")]
    [InlineData("~other:* &* +@all", "NOPERM")]
    public async Task MissingRight_IsNamedInLogAndHealth(string rights, string reason)
    {
        await AllowAsync(rights);
        Node node = Create("app", "secret");

        await ServerProcess.UntilAsync(
            () => Task.FromResult(node.Reason?.StartsWith(reason, StringComparison.Ordinal) == true),
            "the reason"
        );

        node.IsOpen.ShouldBeTrue();
        (await ReadAsync(node, "a", "computed")).ShouldBe("computed");
        await ServerProcess.UntilAsync(
            () => Task.FromResult(_logs.GetSnapshot().Any(line => line.Message.Contains("NOPERM"))),
            "the log line"
        );
    }

    [Fact]
    public async Task WrongPassword_IsNamed()
    {
        await AllowAsync("~* &* +@all");
        await _server.ExecuteAsync("ACL", "SETUSER", "default", "off");
        Node node = Create("app", "wrong");

        await ServerProcess.UntilAsync(() => Task.FromResult(node.Reason is "WRONGPASS"), "the reason");

        await ServerProcess.UntilAsync(
            () => Task.FromResult(_logs.GetSnapshot().Any(line => line.Message.Contains("WRONGPASS"))),
            "the log line"
        );
        _logs.GetSnapshot().ShouldAllBe(line => !line.Message.Contains("app") || !line.Message.Contains("wrong"));
    }

    [Theory]
    [InlineData("OOM")]
    [InlineData("READONLY")]
    public async Task ServerThatTakesNoWrites_IsNamed(string code)
    {
        await AllowAsync("~* &* +@all");
        Node node = await StartAsync(options =>
        {
            // The removal finds out, and nothing else comes before it.
            options.Redis.HeartbeatInterval = TimeSpan.FromMinutes(1);
            options.Redis.OperationTimeout = TimeSpan.FromMinutes(1);
        });
        if (code is "OOM")
        {
            await _server.ExecuteAsync("CONFIG", "SET", "maxmemory", "1");
        }
        else
        {
            await _server.ExecuteAsync("CONFIG", "SET", "min-replicas-to-write", "0");
            await _server.ExecuteAsync("REPLICAOF", "127.0.0.1", "1");
        }

        (await node.Cache.RemoveByPatternAsync("a*")).ShouldBe(InvalidationScope.ThisProcess);

        _logs.GetSnapshot().ShouldContain(line => line.Message.Contains(code));
    }

    private static string LeastAccount =>
        File.ReadAllText(Checkout.PathOf("docs", "operations.md"))
            .Split('\n')
            .Single(line => line.StartsWith("redis-cli ACL SETUSER cache ", StringComparison.Ordinal))
            .Split("<password>'")[1]
            .Replace("'", "", StringComparison.Ordinal)
            .Replace("learning_studio", "accounts", StringComparison.Ordinal)
            .Trim();

    private async Task AllowAsync(string rights) =>
        await _server.ExecuteAsync("ACL", ["SETUSER", "app", "reset", "on", ">secret", .. rights.Split(' ')]);

    private async Task<Node> StartAsync(Action<VersionedCacheOptions>? configure = null)
    {
        Node node = Create("app", "secret", configure);
        await ServerProcess.UntilAsync(() => Task.FromResult(!node.IsOpen), "the breaker to close");
        return node;
    }

    private Node Create(string user, string password, Action<VersionedCacheOptions>? configure = null)
    {
        var node = new Node(
            $"{_server.Configuration},user={user},password={password}",
            "accounts",
            configure,
            register: services =>
                services.AddSingleton<ILoggerFactory>(
                    new LoggerFactory(
                        [new FakeLoggerProvider(_logs)],
                        new LoggerFilterOptions { MinLevel = LogLevel.Warning }
                    )
                )
        );
        _nodes.Add(node);
        return node;
    }

    private static Task<string> ReadAsync(Node node, string key, string value) =>
        RedisNodes.ReadAsync(node, key, value);
}
