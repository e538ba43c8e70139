using System.Text.Json;
using LearningStudio.HostApi.Tests.Writing;
using LearningStudio.Tests.Servers;
using StackExchange.Redis;

namespace LearningStudio.HostApi.Tests.Container;

/// <summary>Hosts share the Redis of compose.yaml through its one account, and need nothing more of it.</summary>
public sealed class CacheAccountTests : IAsyncLifetime
{
    // What only servers since 7.2 know, and redis.sh leaves out before.
    private const string Newer = " +client|setinfo";
    private const string Password = "of-the-cache";
    private static readonly string[] Files = ["redis.sh", "users.acl"];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("redis-");
    private readonly int _port = ServerProcess.FreePort();
    private ServerProcess _redis = null!;

    private static string Account =>
        File.ReadAllLines(Checkout.PathOf("deploy", "users.acl"))
            .Single(line => line.StartsWith("user cache ", StringComparison.Ordinal))
            .Split("#PASSWORD_HASH ")[1];

    public Task InitializeAsync()
    {
        foreach (string file in Files)
        {
            File.Copy(Checkout.PathOf("deploy", file), Path.Combine(_folder.FullName, file));
        }

        // Who watches the server in the test.
        File.AppendAllText(Path.Combine(_folder.FullName, "users.acl"), "user watch on nopass ~* &* +@all\n");
        _redis = new ServerProcess(
            "env",
            [
                $"REDIS_PASSWORD={Password}",
                $"ACL_FILE={Path.Combine(_folder.FullName, "made.acl")}",
                "sh",
                Path.Combine(_folder.FullName, "redis.sh"),
                "--port",
                $"{_port}",
                "--bind",
                "127.0.0.1",
            ],
            _folder.FullName
        );
        _redis.Begin();
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        _redis.Dispose();
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public void Account_IsTheOneOfTheDocument() =>
        File.ReadAllText(Checkout.PathOf("docs", "operations.md"))
            .Split('\n')
            .Single(line => line.StartsWith("redis-cli ACL SETUSER cache ", StringComparison.Ordinal))
            .Split("<password>'")[1]
            .Replace("'", "", StringComparison.Ordinal)
            .Trim()
            .ShouldBe(Account.Replace(Newer, "", StringComparison.Ordinal));

    [Fact]
    public async Task Hosts_ShareTheCacheAndComeBackToIt()
    {
        await using ForumHost one = Create(new ForumHost { Settings = { ["Demo:Enabled"] = "true" } });
        await using ForumHost other = Create(new ForumHost(one));
        await UntilAsync(one, "Healthy");
        await UntilAsync(other, "Healthy");
        await InvalidateAsync(one, other, "first");

        _redis.Kill();
        await UntilAsync(one, "Degraded");
        _redis.Begin();
        await UntilAsync(one, "Healthy");
        await UntilAsync(other, "Healthy");
        await InvalidateAsync(one, other, "second");

        await using ConnectionMultiplexer watch = await ConnectionMultiplexer.ConnectAsync(
            $"127.0.0.1:{_port},user=watch,password=x,allowAdmin=true"
        );
        var denied = (RedisResult[])(await watch.GetDatabase().ExecuteAsync("ACL", "LOG"))!;
        denied.Select(entry => string.Join(' ', ((RedisResult[])entry!).Take(10))).ShouldBeEmpty();
    }

    [Fact]
    public async Task NobodyElse_GetsIn()
    {
        await using ForumHost host = Create(new ForumHost(), "127.0.0.1:" + _port);

        await ServerProcess.UntilAsync(
            async () =>
            {
                host.Clock.Advance(TimeSpan.FromSeconds(1));
                return (await HealthAsync(host)).GetRawText().Contains("NOAUTH");
            },
            "the server's refusal"
        );
    }

    private ForumHost Create(ForumHost host, string? configuration = null)
    {
        host.Settings["Redis"] = configuration ?? $"127.0.0.1:{_port},user=cache,password={Password}";
        return host;
    }

    private static async Task InvalidateAsync(ForumHost one, ForumHost other, string title)
    {
        using var author = new ForumClient(one, "Demo demo1");
        using var reader = new ForumClient(other, null);
        await reader.GetAsync("forums/2/topics");

        await author.PostAsync(
            "topics",
            new
            {
                forumId = 2,
                title,
                body = "Text",
            }
        );

        await ServerProcess.UntilAsync(
            async () => (await reader.GetAsync("forums/2/topics")).GetRawText().Contains($"\"{title}\""),
            "the new topic"
        );
    }

    private static Task UntilAsync(ForumHost host, string status) =>
        ServerProcess.UntilAsync(
            async () =>
            {
                host.Clock.Advance(TimeSpan.FromSeconds(1));
                return (await HealthAsync(host)).GetProperty("status").GetString() == status;
            },
            $"the cache to be {status}"
        );

    private static async Task<JsonElement> HealthAsync(ForumHost host)
    {
        using HttpClient client = host.CreateClient();
        string text = await client.GetStringAsync(new Uri("/health/ready", UriKind.Relative));
        return JsonDocument.Parse(text).RootElement;
    }
}
