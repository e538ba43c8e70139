using System.Text.Json;

namespace LearningStudio.HostApi.Tests.Writing;

/// <summary>What authors may do with what they wrote, and others may not.</summary>
public sealed class OwnWritingTests : IAsyncLifetime
{
    private readonly ForumHost _host = new()
    {
        Settings = { ["Demo:Enabled"] = "true", ["Moderation:Review:Reports:DailyLimit"] = "3" },
    };
    private ForumClient _author = null!;
    private ForumClient _other = null!;
    private ForumClient _anyone = null!;

    public async Task InitializeAsync()
    {
        _author = new ForumClient(_host, "Demo demo1");
        _other = new ForumClient(_host, "Demo demo2");
        _anyone = new ForumClient(_host, null);
        await _author.PostAsync(
            "topics",
            new
            {
                forumId = 2,
                title = "Mine",
                body = "Text",
            }
        );
    }

    public async Task DisposeAsync()
    {
        _author.Dispose();
        _other.Dispose();
        _anyone.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task AnsweredTopic_IsNotItsAuthorsToDelete()
    {
        await _author.PostAsync("topics/1001/posts", new { body = "More" });
        await _other.PostAsync("topics/1001/posts", new { body = "Answer" });

        (int status, JsonElement problem) = await _author.SendAsync(HttpMethod.Delete, "topics/1001");

        (status, problem.GetProperty("errors").EnumerateObject().Single().Name).ShouldBe((409, "id"));
        (await _author.SendAsync(HttpMethod.Delete, "posts/10001")).Status.ShouldBe(409, "it opens the topic");
        (await _author.SendAsync(HttpMethod.Delete, "posts/10002")).Status.ShouldBe(204);
    }

    [Fact]
    public async Task OwnTopic_IsDeletedWithWhatItsAuthorWrote()
    {
        await _author.PostAsync("topics/1001/posts", new { body = "More" });

        (await _author.SendAsync(HttpMethod.Delete, "topics/1001")).Status.ShouldBe(204);

        (await _anyone.SendAsync(HttpMethod.Get, "topics/1001")).Status.ShouldBe(404);
        (await _author.SendAsync(HttpMethod.Delete, "topics/1001")).Status.ShouldBe(404);
        (await _author.SendAsync(HttpMethod.Delete, "posts/10001")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task NewTitle_IsShownEverywhere()
    {
        await _author.PostAsync("topics/1001/edits", new { title = "Yours" });

        (await _anyone.GetAsync("topics/1001")).GetProperty("topic").GetProperty("title").GetString().ShouldBe("Yours");
        (await _anyone.GetAsync("forums/2/topics")).ToString().ShouldContain("Yours");
        (await _anyone.GetAsync("search?q=Yours")).GetProperty("items").GetArrayLength().ShouldBe(1);
        (await _other.SendAsync(HttpMethod.Post, "topics/1001/edits", new { title = "Theirs" })).Status.ShouldBe(403);
    }

    [Fact]
    public async Task SpamInATitle_HidesTheTopicUntilItIsApproved()
    {
        JsonElement written = await _author.PostAsync("topics/1001/edits", new { title = "casino viagra click here" });

        written.GetProperty("isVisible").GetBoolean().ShouldBeFalse();
        (await _anyone.SendAsync(HttpMethod.Get, "topics/1001")).Status.ShouldBe(404);
        (await _author.SendAsync(HttpMethod.Get, "topics/1001")).Status.ShouldBe(200);
        using var moderator = new ForumClient(_host, "Demo demo4");
        await moderator.PostAsync("moderation/queue/1/approve");
        (await _anyone.SendAsync(HttpMethod.Get, "topics/1001")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task OwnPost_IsNotReported() =>
        (await _author.SendAsync(HttpMethod.Post, "posts/10001/reports", new { reason = "rude" })).Status.ShouldBe(403);

    [Fact]
    public async Task Reports_AreLimitedADay()
    {
        int[] statuses = new int[4];
        for (int post = 1; post <= statuses.Length; post++)
        {
            (statuses[post - 1], _) = await _other.SendAsync(
                HttpMethod.Post,
                $"posts/{post + 100}/reports",
                new { reason = "rude" }
            );
        }

        statuses.ShouldBe([202, 202, 202, 429]);
    }
}
