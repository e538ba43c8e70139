namespace LearningStudio.HostApi.Tests.Writing;

/// <summary>
/// Every cached answer, before and after every write, equals that of a host without a cache. What may be as old as its
/// expiration: the fields that <see cref="ComparableAnswer"/> leaves out; <c>statistics/online</c>; and which topics
/// <c>statistics/trending</c> holds, but for those that are hidden or renamed.
/// </summary>
public abstract class InvalidationTests : IAsyncLifetime
{
    public sealed class OnEmbedded() : InvalidationTests(Backend.Embedded)
    {
        [Theory]
        [MemberData(nameof(WriteTable.Writes), MemberType = typeof(WriteTable))]
        public Task Every(string write, Write[] steps) => CompareAsync(write, steps);

        [Theory]
        [InlineData("renamed")]
        [InlineData("deleted")]
        public async Task TrendingTopic_IsNeverShownRenamedOrHidden(string change)
        {
            using var author = new ForumClient(_cached, "Demo demo1");
            await author.PostAsync(
                "topics",
                new
                {
                    forumId = 2,
                    title = "Before",
                    body = "Text",
                }
            );
            for (int post = 0; post < 20; post++)
            {
                await author.PostAsync("topics/1001/posts", new { body = $"Text {post}" });
            }

            (await TitlesAsync()).ShouldContain("Before");
            if (change == "renamed")
            {
                await author.PostAsync("topics/1001/edits", new { title = "After" });
            }
            else
            {
                await author.SendAsync(HttpMethod.Delete, "topics/1001");
            }

            string[] titles = await TitlesAsync();
            titles.ShouldNotContain("Before");
            titles.Contains("After").ShouldBe(change == "renamed");
        }
    }

    /// <summary>What differs there is how the cache is told, not what it is told: a few writes are enough.</summary>
    public sealed class OnServers() : InvalidationTests(Backend.Servers)
    {
        [Theory]
        [MemberData(nameof(WriteTable.Few), MemberType = typeof(WriteTable))]
        public Task Few(string write, Write[] steps) => CompareAsync(write, steps);
    }

    private static readonly string[] Cached =
    [
        "forums",
        "forums/1",
        "forums/2",
        "forums/3",
        "forums/2/topics",
        "forums/2/topics?page_size=5",
        "forums/3/topics",
        "topics/1",
        "topics/776",
        "topics/776?page=1&page_size=5",
        "topics/1001",
        "users/1/stats",
        "users/2/stats",
        "users/5/stats",
        "statistics",
        "statistics/activity",
        "statistics/activity?days=7",
        "moderation/analytics",
    ];

    private readonly ForumHost _cached;
    private readonly ForumHost _uncached;

    protected InvalidationTests(Backend backend)
    {
        _cached = new ForumHost(backend) { Settings = { ["Demo:Enabled"] = "true" } };
        _uncached = new ForumHost(_cached) { Settings = { ["Caching:Enabled"] = "false" } };
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _uncached.DisposeAsync();
        await _cached.DisposeAsync();
    }

    protected async Task CompareAsync(string write, Write[] steps)
    {
        await CompareAsync($"before {write}");
        foreach ((string user, string method, string address, object? body) in steps)
        {
            using var client = new ForumClient(_cached, "Demo " + user);
            (int status, _) = await client.SendAsync(new HttpMethod(method), address, body);
            status.ShouldBeInRange(200, 204, address);
            await CompareAsync($"{write}, after {method} {address}");
        }

        // Once more, so that each answer is also compared when it comes from the cache for certain.
        await CompareAsync($"{write}, again");
    }

    private async Task CompareAsync(string when)
    {
        foreach (string address in Cached)
        {
            (await ComparableAnswer.ReadAsync(_cached, address)).ShouldBe(
                await ComparableAnswer.ReadAsync(_uncached, address),
                $"{when}: {address}"
            );
        }
    }

    private async Task<string[]> TitlesAsync()
    {
        using var client = new ForumClient(_cached, null);
        return
        [
            .. (await client.GetAsync("statistics/trending"))
                .EnumerateArray()
                .Select(topic => topic.GetProperty("title").GetString()!),
        ];
    }
}
