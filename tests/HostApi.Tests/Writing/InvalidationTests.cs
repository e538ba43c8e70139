namespace LearningStudio.HostApi.Tests.Writing;

/// <summary>Every cached answer, before and after every write, equals that of a host without a cache.</summary>
public sealed class InvalidationTests : IAsyncLifetime
{
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

    private readonly ForumHost _cached = new() { Settings = { ["Demo:Enabled"] = "true" } };
    private readonly ForumHost _uncached;

    public InvalidationTests() => _uncached = new ForumHost(_cached) { Settings = { ["Caching:Enabled"] = "false" } };

    public static readonly TheoryData<string, (string User, string Method, string Address, object? Body)[]> Writes =
        new()
        {
            {
                "topic",
                [
                    (
                        "demo1",
                        "POST",
                        "topics",
                        new
                        {
                            forumId = 2,
                            title = "New",
                            body = "Text",
                        }
                    ),
                ]
            },
            {
                "held topic",
                [
                    (
                        "demo5",
                        "POST",
                        "topics",
                        new
                        {
                            forumId = 2,
                            title = "New",
                            body = "Text",
                        }
                    ),
                ]
            },
            { "post", [("demo1", "POST", "topics/776/posts", new { body = "Text" })] },
            { "comment", [("demo1", "POST", "topics/776/posts", new { body = "Text", replyToId = 7899 })] },
            { "held post", [("demo5", "POST", "topics/776/posts", new { body = "Text" })] },
            { "approved post", [Post("demo5"), ("demo4", "POST", "moderation/queue/1/approve", null)] },
            { "rejected post", [Post("demo5"), ("demo4", "POST", "moderation/queue/1/reject", null)] },
            { "edit", [Post("demo2"), ("demo2", "POST", "posts/10001/edits", new { body = "Changed" })] },
            {
                "held edit",
                [Post("demo2"), ("demo2", "POST", "posts/10001/edits", new { body = "casino at http://bit.ly/x" })]
            },
            {
                "held edit approved",
                [
                    Post("demo2"),
                    ("demo2", "POST", "posts/10001/edits", new { body = "casino at http://bit.ly/x" }),
                    ("demo4", "POST", "moderation/queue/1/approve", null),
                ]
            },
            { "report", [("demo1", "POST", "posts/7899/reports", new { reason = "rude" })] },
            {
                "report upheld",
                [
                    ("demo1", "POST", "posts/7899/reports", new { reason = "rude" }),
                    ("demo4", "POST", "moderation/queue/1/reject", null),
                ]
            },
            {
                "held topic approved",
                [
                    (
                        "demo5",
                        "POST",
                        "topics",
                        new
                        {
                            forumId = 2,
                            title = "New",
                            body = "Text",
                        }
                    ),
                    ("demo4", "POST", "moderation/queue/2/approve", null),
                ]
            },
            {
                "opening post rejected under another's reply",
                [
                    (
                        "demo1",
                        "POST",
                        "topics",
                        new
                        {
                            forumId = 2,
                            title = "New",
                            body = "Text",
                        }
                    ),
                    ("demo2", "POST", "topics/1001/posts", new { body = "Text" }),
                    ("demo3", "POST", "posts/10001/reports", new { reason = "rude" }),
                    ("demo4", "POST", "moderation/queue/1/reject", null),
                ]
            },
            {
                "review of a user closed",
                [
                    Post("demo2"),
                    Post("demo2"),
                    Post("demo2"),
                    ("demo1", "POST", "posts/10001/reports", new { reason = "rude" }),
                    ("demo1", "POST", "posts/10002/reports", new { reason = "rude" }),
                    ("demo1", "POST", "posts/10003/reports", new { reason = "rude" }),
                    Post("demo2"),
                    ("demo4", "POST", "moderation/queue/4/approve", null),
                ]
            },
            {
                "opening post rejected",
                [
                    (
                        "demo1",
                        "POST",
                        "topics",
                        new
                        {
                            forumId = 2,
                            title = "New",
                            body = "Text",
                        }
                    ),
                    ("demo2", "POST", "posts/10001/reports", new { reason = "rude" }),
                    ("demo4", "POST", "moderation/queue/1/reject", null),
                ]
            },
        };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _uncached.DisposeAsync();
        await _cached.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task CachedAnswers_EqualUncachedOnes(
        string write,
        (string User, string Method, string Address, object? Body)[] steps
    )
    {
        await CompareAsync($"before {write}");
        foreach ((string user, string method, string address, object? body) in steps)
        {
            using var client = new ForumClient(_cached, "Demo " + user);
            (int status, _) = await client.SendAsync(new HttpMethod(method), address, body);
            status.ShouldBeInRange(200, 204, address);
            await CompareAsync($"{write}, after {method} {address}");
        }
    }

    private static (string, string, string, object?) Post(string user) =>
        (user, "POST", "topics/776/posts", new { body = "Text" });

    // Twice, so that each answer is also compared when it comes from the cache for certain.
    private async Task CompareAsync(string when)
    {
        for (int round = 1; round <= 2; round++)
        {
            foreach (string address in Cached)
            {
                (await ComparableAnswer.ReadAsync(_cached, address)).ShouldBe(
                    await ComparableAnswer.ReadAsync(_uncached, address),
                    $"{when}: {address}"
                );
            }
        }
    }
}
