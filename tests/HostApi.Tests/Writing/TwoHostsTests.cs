using LearningStudio.Tests.Servers;

namespace LearningStudio.HostApi.Tests.Writing;

/// <summary>Two hosts over one database and one Redis: what is written through one is seen through the other.</summary>
public sealed class TwoHostsTests : IAsyncLifetime
{
    private static readonly string[] Cached =
    [
        "forums",
        "forums/2",
        "forums/2/topics",
        "topics/776",
        "users/1/stats",
        "statistics",
    ];
    private readonly RedisServer _redis = new();
    private readonly ForumHost _one = new() { Settings = { ["Demo:Enabled"] = "true" } };
    private readonly ForumHost _other;
    private readonly ForumHost _uncached;

    public TwoHostsTests()
    {
        _one.Settings["REDIS_URL"] = $"redis://{_redis.Configuration}/0";
        _other = new ForumHost(_one) { Settings = { ["Redis"] = _redis.Configuration } };
        _uncached = new ForumHost(_one) { Settings = { ["Caching:Enabled"] = "false" } };
    }

    public Task InitializeAsync() => _redis.BeginAsync();

    public async Task DisposeAsync()
    {
        await _other.DisposeAsync();
        await _uncached.DisposeAsync();
        await _one.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task WriteThroughOne_IsSeenThroughTheOther()
    {
        await CompareAsync("before");
        using var client = new ForumClient(_one, "Demo demo1");

        await client.PostAsync("topics/776/posts", new { body = "Text" });
        await CompareAsync("after a post");
        await client.PostAsync(
            "topics",
            new
            {
                forumId = 2,
                title = "New",
                body = "Text",
            }
        );
        await CompareAsync("after a topic");
    }

    [Fact]
    public async Task AnswerComputedByOne_IsReadByTheOther()
    {
        using HttpClient one = _one.CreateClient();
        using HttpClient other = _other.CreateClient();
        using HttpResponseMessage computed = await one.GetAsync(new Uri("/api/v1/topics/776", UriKind.Relative));

        using HttpResponseMessage read = await other.GetAsync(new Uri("/api/v1/topics/776", UriKind.Relative));

        computed.Headers.GetValues("X-Cache").ShouldBe(["miss"]);
        read.Headers.GetValues("X-Cache").ShouldBe(["hit"]);
        read.Headers.GetValues("X-Statement-Count").ShouldBe(["0"]);
    }

    // The other host's own memory hears of a write a moment later.
    private async Task CompareAsync(string when)
    {
        foreach (string address in Cached)
        {
            string right = await ComparableAnswer.ReadAsync(_uncached, address);
            await ServerProcess.UntilAsync(
                async () =>
                {
                    // Should a busy machine make Redis seem away, the recovery waits by the hosts' clock.
                    _one.Clock.Advance(TimeSpan.FromMilliseconds(100));
                    return await ComparableAnswer.ReadAsync(_other, address) == right;
                },
                $"{address} {when}"
            );
        }
    }
}
