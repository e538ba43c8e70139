using System.Text.Json;
using LearningStudio.Moderation.Rules;

namespace LearningStudio.HostApi.Tests.Writing;

/// <summary>What rules of a site's own do to what is written, and what decisions say of them.</summary>
public sealed class RuleFlowTests : IAsyncLifetime
{
    private readonly ForumHost _host = new()
    {
        Settings =
        {
            ["Demo:Enabled"] = "true",
            ["Moderation:Profile"] = "Additive",
            ["Moderation:UseDefaultRules"] = "false",
            ["Moderation:Thresholds:Reject"] = "9",
            ["Moderation:Rules:worst:Pattern"] = "unspeakable",
            ["Moderation:Rules:worst:Weight"] = "9",
            ["Moderation:Rules:trial:Pattern"] = "carpets",
            ["Moderation:Rules:trial:State"] = "Shadow",
            ["Moderation:Rules:here:Pattern"] = "offtopic",
            ["Moderation:Rules:here:Weight"] = "5",
            ["Moderation:Rules:here:Scopes:0"] = "forum:2",
        },
    };
    private ForumClient _member = null!;
    private ForumClient _moderator = null!;

    public Task InitializeAsync()
    {
        _member = new ForumClient(_host, "Demo demo5");
        _moderator = new ForumClient(_host, "Demo demo4");
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _member.Dispose();
        _moderator.Dispose();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("topics", "topics")]
    [InlineData("topics/1/posts", "posts")]
    public async Task RefusedText_IsNotStoredAndItsAuthorIsNotToldTheRule(string address, string table)
    {
        long before = await _host.ScalarAsync<long>($"SELECT count(*) FROM {table}");

        (int status, JsonElement problem) = await _member.SendAsync(
            HttpMethod.Post,
            address,
            new
            {
                forumId = 2,
                title = "Hello",
                body = "Something unspeakable.",
            }
        );

        status.ShouldBe(422);
        problem.GetProperty("errors").GetProperty("body").GetArrayLength().ShouldBe(1);
        problem.ToString().ShouldNotContain("worst");
        (await _host.ScalarAsync<long>($"SELECT count(*) FROM {table}")).ShouldBe(before);
        (await QueueAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task RefusedEdit_LeavesTheOldText()
    {
        long post = (await _member.PostAsync("topics/1/posts", new { body = "Fine." }))
            .GetProperty("postId")
            .GetInt64();

        (await _member.SendAsync(HttpMethod.Post, $"posts/{post}/edits", new { body = "unspeakable" })).Status.ShouldBe(
            422
        );

        (await _host.ScalarAsync<string>($"SELECT body FROM posts WHERE id = {post}")).ShouldBe("Fine.");
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public async Task RuleOfAForum_JudgesEditsThereAlone(int forum, bool isVisible)
    {
        JsonElement written = await _moderator.PostAsync(
            "topics",
            new
            {
                forumId = forum,
                title = "Hello",
                body = "Fine.",
            }
        );

        JsonElement edited = await _moderator.PostAsync(
            $"posts/{written.GetProperty("postId").GetInt64()}/edits",
            new { body = "Now offtopic." }
        );

        edited.GetProperty("isVisible").GetBoolean().ShouldBe(isVisible);
    }

    [Theory]
    [InlineData("reject", 1, 0)]
    [InlineData("approve", 0, 1)]
    public async Task Decision_CountsForARuleInTrial(string verb, int spam, int ham)
    {
        await _member.PostAsync("topics/1/posts", new { body = "The finest carpets." });
        long item = (await QueueAsync())[0].GetProperty("item").GetProperty("id").GetInt64();

        await _moderator.PostAsync($"moderation/queue/{item}/{verb}");

        RuleRecord record = _host.Get<RuleStatistics>().Find("trial")!;
        (record.Hits, record.TruePositives, record.FalsePositives).ShouldBe((1, spam, ham));
    }

    private async Task<JsonElement[]> QueueAsync() =>
        [.. (await _moderator.GetAsync("moderation/queue")).GetProperty("items").EnumerateArray()];
}
