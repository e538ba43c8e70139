using System.Text.Json;

namespace LearningStudio.HostApi.Tests.Writing;

/// <summary>A post of a new user, from its submission to a moderator's decision.</summary>
public abstract class ModerationFlowTests(Backend backend) : IAsyncLifetime
{
    public sealed class OnEmbedded() : ModerationFlowTests(Backend.Embedded);

    public sealed class OnServers() : ModerationFlowTests(Backend.Servers);

    private const string Spam = "CLICK HERE for FREE DOWNLOAD!!! http://bit.ly/x";
    private readonly ForumHost _host = new(backend) { Settings = { ["Demo:Enabled"] = "true" } };
    private ForumClient _anyone = null!;
    private ForumClient _newcomer = null!;
    private ForumClient _moderator = null!;

    public Task InitializeAsync()
    {
        _anyone = new ForumClient(_host, null);
        _newcomer = new ForumClient(_host, "Demo demo5");
        _moderator = new ForumClient(_host, "Demo demo4");
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _anyone.Dispose();
        _newcomer.Dispose();
        _moderator.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Spam_IsHeldAndQueuedWithScoreReasonsAndOffsets()
    {
        JsonElement written = await _newcomer.PostAsync("topics/1/posts", new { body = Spam });

        written.GetProperty("isVisible").GetBoolean().ShouldBeFalse();
        JsonElement[] queue = await QueueAsync();
        queue.Length.ShouldBe(2);
        JsonElement item = queue[0].GetProperty("item");
        item.GetProperty("type").GetString().ShouldBe("spamDetection");
        item.GetProperty("spamScore").GetDouble().ShouldBe(1);
        item.GetProperty("target").GetProperty("id").GetInt64().ShouldBe(written.GetProperty("postId").GetInt64());
        string[] hits =
        [
            .. item.GetProperty("reasons")
                .EnumerateArray()
                .Where(reason => reason.GetProperty("offset").ValueKind == JsonValueKind.Number)
                .Select(reason =>
                    Spam.Substring(reason.GetProperty("offset").GetInt32(), reason.GetProperty("length").GetInt32())
                ),
        ];
        hits.ShouldBe(["FREE DOWNLOAD", "CLICK HERE", "bit.ly"]);
        queue[0].GetProperty("score").GetDouble().ShouldBe(125);
        queue[1].GetProperty("item").GetProperty("type").GetString().ShouldBe("newUserPost");
    }

    [Fact]
    public async Task HeldPost_IsSeenByItsAuthorAndModeratorsAlone()
    {
        long post = (await _newcomer.PostAsync("topics/1/posts", new { body = Spam })).GetProperty("postId").GetInt64();
        using var other = new ForumClient(_host, "Demo demo6");

        (await SeesAsync(_newcomer, post)).ShouldBeTrue();
        (await SeesAsync(_moderator, post)).ShouldBeTrue();
        (await SeesAsync(_anyone, post)).ShouldBeFalse();
        (await SeesAsync(other, post)).ShouldBeFalse();
        (await other.SendAsync(HttpMethod.Post, $"posts/{post}/reports", new { reason = "x" })).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Approval_MakesItVisibleAndCountsItEverywhere()
    {
        int[] before = await FiguresAsync();
        long post = (await _newcomer.PostAsync("topics/1/posts", new { body = Spam })).GetProperty("postId").GetInt64();
        (await FiguresAsync()).ShouldBe(before);

        await DecideAsync("approve");

        (await SeesAsync(_anyone, post)).ShouldBeTrue();
        (await FiguresAsync()).ShouldBe([.. before.Select(figure => figure + 1)]);
        (await QueueAsync()).ShouldBeEmpty("every item of the post is decided");
    }

    [Fact]
    public async Task Rejection_DeletesIt()
    {
        long post = (await _newcomer.PostAsync("topics/1/posts", new { body = Spam })).GetProperty("postId").GetInt64();

        await DecideAsync("reject");

        (await SeesAsync(_newcomer, post)).ShouldBeFalse();
        (await SeesAsync(_moderator, post)).ShouldBeFalse();
        JsonElement analytics = await _moderator.GetAsync("moderation/analytics");
        (analytics.GetProperty("pending").GetInt32(), analytics.GetProperty("rejected").GetInt32()).ShouldBe((0, 2));
    }

    [Fact]
    public async Task SecondDecision_Conflicts()
    {
        await _newcomer.PostAsync("topics/1/posts", new { body = Spam });
        long item = (await QueueAsync())[0].GetProperty("item").GetProperty("id").GetInt64();
        await _moderator.PostAsync($"moderation/queue/{item}/approve");

        (await _moderator.SendAsync(HttpMethod.Post, $"moderation/queue/{item}/reject")).Status.ShouldBe(409);
    }

    [Fact]
    public async Task EditMeanwhile_MakesTheOldReviewConflict()
    {
        long post = (await _newcomer.PostAsync("topics/1/posts", new { body = "Harmless." }))
            .GetProperty("postId")
            .GetInt64();
        long read = (await QueueAsync())[0].GetProperty("item").GetProperty("id").GetInt64();
        await _newcomer.PostAsync($"posts/{post}/edits", new { body = Spam });

        (await _moderator.SendAsync(HttpMethod.Post, $"moderation/queue/{read}/approve")).Status.ShouldBe(409);

        (await SeesAsync(_anyone, post)).ShouldBeFalse();
        (await QueueAsync())
            .Select(view => view.GetProperty("item").GetProperty("type").GetString())
            .ShouldBe(["spamDetection", "newUserPost", "editedPost"]);
    }

    [Fact]
    public async Task Queue_SaysWhereThePostIsAndHowItBegins()
    {
        await _newcomer.PostAsync(
            "topics",
            new
            {
                forumId = 2,
                title = "Hello",
                body = "All.",
            }
        );

        JsonElement[] places = [.. (await QueueAsync()).Select(view => view.GetProperty("place"))];

        places.ShouldAllBe(place => place.GetProperty("topicTitle").GetString() == "Hello");
        places.Select(place => place.GetProperty("excerpt").GetString()).Order().ShouldBe(["", "All."]);
    }

    [Fact]
    public async Task Total_CountsWhatTheReaderSees()
    {
        int before = await TotalAsync(_anyone);
        await _newcomer.PostAsync("topics/1/posts", new { body = Spam });

        (await TotalAsync(_anyone)).ShouldBe(before);
        (await TotalAsync(_newcomer)).ShouldBe(before + 1);
        (await TotalAsync(_moderator)).ShouldBe(before + 1);
    }

    private static async Task<int> TotalAsync(ForumClient client) =>
        (await client.GetAsync("topics/1")).GetProperty("posts").GetProperty("total").GetInt32();

    [Fact]
    public async Task ModeratorsOwnItem_IsLeftToOthers()
    {
        using var other = new ForumClient(_host, "Demo demo9");
        JsonElement written = await _moderator.PostAsync(
            "topics/1/posts",
            new { body = "casino, click here, no cost" }
        );
        written.GetProperty("isVisible").GetBoolean().ShouldBeFalse();
        long item = (await QueueAsync())[0].GetProperty("item").GetProperty("id").GetInt64();

        (await _moderator.SendAsync(HttpMethod.Post, $"moderation/queue/{item}/approve")).Status.ShouldBe(403);
        (await other.SendAsync(HttpMethod.Post, $"moderation/queue/{item}/approve")).Status.ShouldBe(204);
    }

    [Theory]
    [InlineData("topic")]
    [InlineData("post")]
    public async Task HeldTopic_AppearsWithEitherOfItsItems(string target)
    {
        JsonElement written = await _newcomer.PostAsync(
            "topics",
            new
            {
                forumId = 2,
                title = "Hello",
                body = "All.",
            }
        );
        string topic = $"topics/{written.GetProperty("topicId").GetInt64()}";
        (await _anyone.SendAsync(HttpMethod.Get, topic)).Status.ShouldBe(404);
        (await _newcomer.SendAsync(HttpMethod.Get, topic)).Status.ShouldBe(200);

        JsonElement item = (await QueueAsync())
            .Select(view => view.GetProperty("item"))
            .Single(i => i.GetProperty("target").GetProperty("kind").GetString() == target);
        await _moderator.PostAsync($"moderation/queue/{item.GetProperty("id").GetInt64()}/approve");

        (await _anyone.GetAsync(topic)).GetProperty("topic").GetProperty("postCount").GetInt32().ShouldBe(1);
        (await QueueAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Reports_CountOncePerUser()
    {
        using var other = new ForumClient(_host, "Demo demo6");
        foreach (ForumClient reporter in new[] { _newcomer, _newcomer, other })
        {
            await reporter.PostAsync("posts/1/reports", new { reason = "rude" });
        }

        JsonElement item = (await QueueAsync()).ShouldHaveSingleItem().GetProperty("item");
        (item.GetProperty("type").GetString(), item.GetProperty("votes").GetInt32()).ShouldBe(("flaggedPost", 2));
    }

    private static async Task<bool> SeesAsync(ForumClient client, long post) =>
        (await client.GetAsync("topics/1?page_size=100"))
            .GetProperty("posts")
            .GetProperty("items")
            .EnumerateArray()
            .Any(item => item.GetProperty("id").GetInt64() == post);

    private async Task<JsonElement[]> QueueAsync() =>
        [.. (await _moderator.GetAsync("moderation/queue")).GetProperty("items").EnumerateArray()];

    private async Task DecideAsync(string verb)
    {
        long item = (await QueueAsync())[0].GetProperty("item").GetProperty("id").GetInt64();
        await _moderator.PostAsync($"moderation/queue/{item}/{verb}");
    }

    // The post's topic stands in forum 44 of the demo.
    private async Task<int[]> FiguresAsync() =>
        [
            (await _anyone.GetAsync("statistics")).GetProperty("totalPosts").GetInt32(),
            (await _anyone.GetAsync("topics/1")).GetProperty("topic").GetProperty("postCount").GetInt32(),
            (await _anyone.GetAsync("users/5/stats")).GetProperty("totalPosts").GetInt32(),
            (await _anyone.GetAsync("forums/44")).GetProperty("statistics").GetProperty("totalPosts").GetInt32(),
            (await _anyone.GetAsync("statistics/activity")).GetProperty("totalPosts").GetInt32(),
            (await _anyone.GetAsync("forums"))
                .GetProperty("categories")
                .EnumerateArray()
                .SelectMany(category => category.GetProperty("forums").EnumerateArray())
                .Single(forum => forum.GetProperty("id").GetInt64() == 44)
                .GetProperty("postCount")
                .GetInt32(),
        ];
}
