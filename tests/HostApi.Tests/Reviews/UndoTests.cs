using System.Text.Json;
using LearningStudio.HostApi.Tests.Writing;
using LearningStudio.Moderation.Rules;

namespace LearningStudio.HostApi.Tests.Reviews;

/// <summary>An undone decision takes back what it did, and nothing else: each order of decisions, deletion and undo.</summary>
public sealed class UndoTests : IAsyncLifetime
{
    private readonly ForumHost _host = new()
    {
        Settings =
        {
            ["Demo:Enabled"] = "true",
            ["Moderation:Profile"] = "Additive",
            ["Moderation:UseDefaultRules"] = "false",
            ["Moderation:Duplicates:Enabled"] = "true",
            ["Moderation:Rules:trial:Pattern"] = "carpets",
            ["Moderation:Rules:trial:State"] = "Shadow",
        },
    };
    private ForumClient _author = null!;
    private ForumClient _moderator = null!;
    private ForumClient _reporter = null!;
    private ForumClient _anyone = null!;

    public Task InitializeAsync()
    {
        _author = new ForumClient(_host, "Demo demo5");
        _moderator = new ForumClient(_host, "Demo demo4");
        _reporter = new ForumClient(_host, "Demo demo9");
        _anyone = new ForumClient(_host, null);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _author.Dispose();
        _moderator.Dispose();
        _reporter.Dispose();
        _anyone.Dispose();
        await _host.DisposeAsync();
    }

    // The post, its fingerprint's label, what the rule is credited with (spam, ham), and how many reviews are open.
    [Theory]
    [InlineData("approve", "visible ham 0 1 0")]
    [InlineData("reject", "deleted spam 1 0 0")]
    [InlineData("approve undo", "visible unjudged 0 0 2")]
    [InlineData("reject undo", "held unjudged 0 0 2")]
    [InlineData("approve delete undo", "deleted unjudged 0 0 2")]
    [InlineData("delete approve", "deleted unjudged 0 0 0")]
    [InlineData("delete approve undo", "deleted unjudged 0 0 2")]
    [InlineData("delete reject undo", "deleted unjudged 0 0 2")]
    [InlineData("reject undo delete", "deleted unjudged 0 0 2")]
    [InlineData("reject undo approve", "visible ham 0 1 0")]
    [InlineData("approve undo reject", "deleted spam 1 0 0")]
    [InlineData("approve undo reject undo", "visible unjudged 0 0 2")]
    [InlineData("reject undo delete reject undo", "deleted unjudged 0 0 2")]
    [InlineData("approve delete undo reject undo", "deleted unjudged 0 0 2")]
    [InlineData("approve undo delete reject undo", "deleted unjudged 0 0 2")]
    public async Task Steps_LeaveThePostAs(string steps, string expected)
    {
        long post = await HoldAsync();
        long decided = 0;
        foreach (string step in steps.Split(' '))
        {
            decided = await TakeAsync(step, post, decided);
        }

        (await StateAsync(post)).ShouldBe(expected);
    }

    [Fact]
    public async Task UndoOfAnyReview_UndoesTheDecisionThatClosedIt()
    {
        long post = await HoldAsync();
        long[] open = await OpenAsync();
        await _moderator.PostAsync($"moderation/queue/{open[0]}/reject");

        await _moderator.PostAsync($"moderation/queue/{open[1]}/undo");

        (await StateAsync(post)).ShouldBe("held unjudged 0 0 2");
        (await OpenAsync()).ShouldBe(open, ignoreOrder: true);
    }

    [Fact]
    public async Task Topic_ComesBackWithBothItsReviews()
    {
        JsonElement written = await _author.PostAsync(
            "topics",
            new
            {
                forumId = 2,
                title = "Hello",
                body = "Carpets.",
            }
        );
        string topic = $"topics/{written.GetProperty("topicId").GetInt64()}";
        long[] open = await OpenAsync();
        await _moderator.PostAsync($"moderation/queue/{open[0]}/reject");
        (await OpenAsync()).ShouldBeEmpty();

        await _moderator.PostAsync($"moderation/queue/{open[0]}/undo");

        (await OpenAsync()).ShouldBe(open, ignoreOrder: true);
        (await _author.SendAsync(HttpMethod.Get, topic)).Status.ShouldBe(200);
        (await _anyone.SendAsync(HttpMethod.Get, topic)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task DeletedApprovedTopic_StaysDeleted()
    {
        JsonElement written = await _author.PostAsync(
            "topics",
            new
            {
                forumId = 2,
                title = "Hello",
                body = "Text.",
            }
        );
        string topic = $"topics/{written.GetProperty("topicId").GetInt64()}";
        long open = (await OpenAsync())[0];
        await _moderator.PostAsync($"moderation/queue/{open}/approve");
        (await _anyone.SendAsync(HttpMethod.Get, topic)).Status.ShouldBe(200);
        (await _author.SendAsync(HttpMethod.Delete, topic)).Status.ShouldBe(204);

        await _moderator.PostAsync($"moderation/queue/{open}/undo");

        (await _anyone.SendAsync(HttpMethod.Get, topic)).Status.ShouldBe(404);
        (await _author.SendAsync(HttpMethod.Get, topic)).Status.ShouldBe(404);
    }

    private async Task<long> HoldAsync()
    {
        JsonElement written = await _author.PostAsync("topics/1/posts", new { body = "The finest carpets of all." });
        long post = written.GetProperty("postId").GetInt64();
        await _reporter.PostAsync($"posts/{post}/reports", new { reason = "ad" });
        (await StateAsync(post)).ShouldBe("held unjudged 0 0 2");
        return post;
    }

    private async Task<long> TakeAsync(string step, long post, long decided)
    {
        switch (step)
        {
            case "delete":
                (await _author.SendAsync(HttpMethod.Delete, $"posts/{post}")).Status.ShouldBe(204);
                return decided;
            case "undo":
                await _moderator.PostAsync($"moderation/queue/{decided}/undo");
                return decided;
            default:
                long item = (await OpenAsync())[0];
                await _moderator.PostAsync($"moderation/queue/{item}/{step}");
                return item;
        }
    }

    private async Task<string> StateAsync(long post)
    {
        string state = await _host.ScalarAsync<string>(
            $"""
            SELECT CASE WHEN deleted_at IS NOT NULL THEN 'deleted' WHEN is_approved THEN 'visible' ELSE 'held' END
            FROM posts WHERE id = {post}
            """
        );
        string label = await _host.ScalarAsync<string>($"SELECT label FROM dup_sig WHERE post_id = {post}");
        RuleRecord rule = _host.Get<RuleStatistics>().Find("trial")!;
        return $"{state} {label} {rule.TruePositives} {rule.FalsePositives} {(await OpenAsync()).Length}";
    }

    private async Task<long[]> OpenAsync() =>
        [
            .. (await _moderator.GetAsync("moderation/queue"))
                .GetProperty("items")
                .EnumerateArray()
                .Select(view => view.GetProperty("item").GetProperty("id").GetInt64()),
        ];
}
