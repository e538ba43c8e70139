using System.Text.Json;
using LearningStudio.HostApi.Tests.Writing;

namespace LearningStudio.HostApi.Tests.Reviews;

/// <summary>Two moderators at one queue.</summary>
public abstract class ClaimTests(Backend backend) : IAsyncLifetime
{
    private const string Spam = "CLICK HERE for FREE DOWNLOAD!!! http://bit.ly/x";
    private readonly ForumHost _host = new(backend) { Settings = { ["Demo:Enabled"] = "true" } };
    private ForumClient _newcomer = null!;
    private ForumClient _admin = null!;
    private ForumClient _moderator = null!;

    public sealed class OnEmbedded() : ClaimTests(Backend.Embedded);

    public sealed class OnServers() : ClaimTests(Backend.Servers);

    public async Task InitializeAsync()
    {
        _newcomer = new ForumClient(_host, "Demo demo5");
        _admin = new ForumClient(_host, "Demo demo4");
        _moderator = new ForumClient(_host, "Demo demo9");
        await _newcomer.PostAsync("topics/1/posts", new { body = Spam });
    }

    public async Task DisposeAsync()
    {
        _newcomer.Dispose();
        _admin.Dispose();
        _moderator.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Detail_HasTheTextThatTheReasonsPointInto()
    {
        JsonElement detail = await _admin.GetAsync("moderation/queue/2");

        string body = detail.GetProperty("body").GetString()!;
        body.ShouldBe(Spam);
        detail
            .GetProperty("review")
            .GetProperty("item")
            .GetProperty("reasons")
            .EnumerateArray()
            .Where(reason => reason.GetProperty("offset").ValueKind == JsonValueKind.Number)
            .Select(reason =>
                body.Substring(reason.GetProperty("offset").GetInt32(), reason.GetProperty("length").GetInt32())
            )
            .ShouldContain("FREE DOWNLOAD");
        (await _admin.SendAsync(HttpMethod.Get, "moderation/queue/99")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task ClaimedReview_IsItsHoldersAlone()
    {
        JsonElement claim = await _moderator.PostAsync("moderation/queue/1/claim");
        long fence = claim.GetProperty("fence").GetInt64();

        (await _admin.SendAsync(HttpMethod.Post, "moderation/queue/1/claim")).Status.ShouldBe(409);
        (await StepAsync(_admin, "decision", fence, "approve")).ShouldBe(409);
        (await _admin.SendAsync(HttpMethod.Post, "moderation/queue/1/approve")).Status.ShouldBe(409);
        (await StepAsync(_moderator, "renew", fence)).ShouldBe(204);
        (await StepAsync(_moderator, "decision", fence, "approve")).ShouldBe(204);
        (await StepAsync(_moderator, "decision", fence, "reject")).ShouldBe(409);
        (await IsSeenAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task LeaseThatRanOut_IsTakenOver()
    {
        JsonElement old = await _moderator.PostAsync("moderation/queue/1/claim");
        _host.Clock.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));

        JsonElement taken = await _admin.PostAsync("moderation/queue/1/claim");

        taken.GetProperty("takenFrom").GetInt64().ShouldBe(9);
        (await StepAsync(_moderator, "decision", old.GetProperty("fence").GetInt64(), "approve")).ShouldBe(409);
        (await IsSeenAsync()).ShouldBeFalse();
        (await StepAsync(_admin, "decision", taken.GetProperty("fence").GetInt64(), "reject")).ShouldBe(204);
    }

    [Fact]
    public async Task SkippedReview_GoesToOthers()
    {
        JsonElement claim = (await _moderator.PostAsync("moderation/claims", new { count = 1 }))[0];
        long item = claim.GetProperty("review").GetProperty("item").GetProperty("id").GetInt64();
        await StepAsync(_moderator, "decision", claim.GetProperty("fence").GetInt64(), "skip", item);

        JsonElement next = await _admin.PostAsync("moderation/claims", new { count = 20 });

        next.EnumerateArray()
            .Select(one => one.GetProperty("review").GetProperty("item").GetProperty("id").GetInt64())
            .ShouldContain(item);
    }

    [Fact]
    public async Task EscalatedReview_IsForAdmins()
    {
        JsonElement claim = await _moderator.PostAsync("moderation/queue/1/claim");
        await StepAsync(_moderator, "decision", claim.GetProperty("fence").GetInt64(), "escalate");

        (await _moderator.SendAsync(HttpMethod.Post, "moderation/queue/1/claim")).Status.ShouldBe(409);
        (await _admin.SendAsync(HttpMethod.Post, "moderation/queue/1/claim")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task UndoneRejection_BringsThePostBackToWait()
    {
        await _moderator.PostAsync("moderation/queue/1/reject");
        (await _newcomer.GetAsync("topics/1?page_size=100")).ToString().ShouldNotContain("FREE DOWNLOAD");

        (await _moderator.SendAsync(HttpMethod.Post, "moderation/queue/1/undo")).Status.ShouldBe(204);

        (await _newcomer.GetAsync("topics/1?page_size=100")).ToString().ShouldContain("FREE DOWNLOAD");
        (await IsSeenAsync()).ShouldBeFalse();
        (await _admin.GetAsync("moderation/queue/1"))
            .GetProperty("log")
            .EnumerateArray()
            .Select(entry => entry.GetProperty("action").GetString())
            .ShouldContain("undo");
    }

    [Fact]
    public async Task UndoOfAnothersDecision_IsForAdmins()
    {
        await _admin.PostAsync("moderation/queue/1/reject");

        (await _moderator.SendAsync(HttpMethod.Post, "moderation/queue/1/undo")).Status.ShouldBe(409);
        _host.Clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));
        (await _admin.SendAsync(HttpMethod.Post, "moderation/queue/1/undo")).Status.ShouldBe(409);
    }

    [Fact]
    public async Task BulkDecision_HappensOnceAKey()
    {
        await _newcomer.PostAsync("topics/2/posts", new { body = "Quite harmless words." });
        var bulk = new
        {
            key = "spring cleaning",
            action = "reject",
            type = "newUserPost",
        };

        JsonElement first = await _moderator.PostAsync("moderation/bulk", bulk);
        JsonElement again = await _moderator.PostAsync("moderation/bulk", bulk);

        first.GetProperty("items").EnumerateArray().ShouldAllBe(i => i.GetProperty("outcome").GetString() == "done");
        first.GetProperty("items").GetArrayLength().ShouldBe(2);
        again.GetProperty("isRepeat").GetBoolean().ShouldBeTrue();
        (await _admin.GetAsync("moderation/queue")).GetProperty("total").GetInt32().ShouldBe(0);
        (await _newcomer.GetAsync("topics/2?page_size=100")).ToString().ShouldNotContain("harmless");
        (int status, JsonElement problem) = await _moderator.SendAsync(
            HttpMethod.Post,
            "moderation/bulk",
            new
            {
                key = "spring cleaning",
                action = "approve",
                type = "newUserPost",
            }
        );
        (status, problem.GetProperty("errors").EnumerateObject().Single().Name).ShouldBe((409, "key"));
    }

    [Fact]
    public async Task ManyModerators_EachGetItemsOfTheirOwn()
    {
        for (int topic = 2; topic < 10; topic++)
        {
            await _newcomer.PostAsync($"topics/{topic}/posts", new { body = $"Text {topic}" });
        }

        var claims = new List<Task<JsonElement>>();
        for (int i = 0; i < 10; i++)
        {
            ForumClient moderator = i % 2 == 0 ? _admin : _moderator;
            claims.Add(moderator.PostAsync("moderation/claims", new { count = 2 }));
        }

        long[] claimed =
        [
            .. (await Task.WhenAll(claims))
                .SelectMany(answer => answer.EnumerateArray())
                .Select(claim => claim.GetProperty("review").GetProperty("item").GetProperty("id").GetInt64()),
        ];

        claimed.ShouldBeUnique();
        claimed.Length.ShouldBe((await _admin.GetAsync("moderation/queue")).GetProperty("total").GetInt32());
    }

    private static async Task<int> StepAsync(
        ForumClient client,
        string step,
        long fence,
        string? action = null,
        long item = 1
    ) => (await client.SendAsync(HttpMethod.Post, $"moderation/queue/{item}/{step}", new { fence, action })).Status;

    private async Task<bool> IsSeenAsync()
    {
        using var anyone = new ForumClient(_host, null);
        return (await anyone.GetAsync("topics/1?page_size=100")).ToString().Contains("FREE DOWNLOAD");
    }
}
