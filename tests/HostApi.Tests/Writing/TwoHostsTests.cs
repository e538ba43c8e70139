using System.Diagnostics;
using LearningStudio.Tests.Servers;
using Xunit.Abstractions;

namespace LearningStudio.HostApi.Tests.Writing;

/// <summary>Two hosts over one database and one Redis: what is written through one is seen through the other.</summary>
public abstract class TwoHostsTests : IAsyncLifetime
{
    public sealed class OnEmbedded(ITestOutputHelper output) : TwoHostsTests(Backend.Embedded, output);

    public sealed class OnServers(ITestOutputHelper output) : TwoHostsTests(Backend.Servers, output);

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
    private readonly ITestOutputHelper _output;
    private readonly ForumHost _one;
    private readonly ForumHost _other;
    private readonly ForumHost _uncached;

    protected TwoHostsTests(Backend backend, ITestOutputHelper output)
    {
        _output = output;
        _one = new ForumHost(backend) { Settings = { ["Demo:Enabled"] = "true" } };
        _other = new ForumHost(_one);
        _uncached = new ForumHost(_one) { Settings = { ["Caching:Enabled"] = "false" } };
        if (backend == Backend.Embedded)
        {
            _one.Settings["REDIS_URL"] = $"redis://{_redis.Configuration}/0";
            _other.Settings["Redis"] = _redis.Configuration;
        }
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

    [Fact]
    public async Task Write_IsSeenThroughTheOtherAtOnce()
    {
        using var writer = new ForumClient(_one, "Demo demo1");
        using var reader = new ForumClient(_other, null);
        var waits = new List<double>();
        for (int post = 0; post < 50; post++)
        {
            await reader.GetAsync("topics/776?page_size=100");
            string text = $"Number {post} of many.";
            await writer.PostAsync("topics/776/posts", new { body = text });
            long written = Stopwatch.GetTimestamp();
            await ServerProcess.UntilAsync(
                async () =>
                {
                    // Should a busy machine make Redis seem away, the recovery waits by the hosts' clock.
                    _one.Clock.Advance(TimeSpan.FromMilliseconds(100));
                    return (await reader.GetAsync("topics/776?page_size=100")).ToString().Contains(text);
                },
                text
            );
            waits.Add(Stopwatch.GetElapsedTime(written).TotalMilliseconds);
        }

        waits.Sort();
        _output.WriteLine($"seen after {waits[25]:0.0} ms, at the latest after {waits[^1]:0.0} ms");
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
