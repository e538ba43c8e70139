using System.Text.Json;
using LearningStudio.HostApi.Tests.Commands;
using LearningStudio.HostApi.Tests.Writing;
using LearningStudio.Tests.Servers;
using Spectre.Console;

namespace LearningStudio.HostApi.Tests.Reviews;

/// <summary>What a reviewer sees of a text that its author edits meanwhile, and who else sees it.</summary>
public abstract class EditedReviewTests(Backend backend) : IAsyncLifetime
{
    public sealed class OnEmbedded() : EditedReviewTests(Backend.Embedded);

    public sealed class OnServers() : EditedReviewTests(Backend.Servers);

    private const string Reported = "You are a quagswarbler, all of you.";
    private const string Cleaned = "You are very kind, all of you.";
    private readonly ForumHost _host = new(backend) { Settings = { ["Demo:Enabled"] = "true" } };
    private ForumClient _author = null!;
    private ForumClient _reporter = null!;
    private ForumClient _moderator = null!;

    public Task InitializeAsync()
    {
        _author = new ForumClient(_host, "Demo demo2");
        _reporter = new ForumClient(_host, "Demo demo1");
        _moderator = new ForumClient(_host, "Demo demo4");
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _author.Dispose();
        _reporter.Dispose();
        _moderator.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task EditAfterAReport_ShowsBothTextsAndTheDifference()
    {
        long post = await ReportAsync();
        DateTimeOffset edited = _host.Clock.GetUtcNow();

        await EditAsync(post, Cleaned);
        await EditAsync(post, Cleaned + " Bye.");

        JsonElement detail = await ReadAsync();
        detail.GetProperty("body").GetString().ShouldBe(Cleaned + " Bye.");
        JsonElement edit = detail.GetProperty("edits").EnumerateArray().ShouldHaveSingleItem();
        edit.GetProperty("field").GetString().ShouldBe("body");
        edit.GetProperty("earlier")
            .EnumerateArray()
            .Select(text => text.GetProperty("text").GetString())
            .ShouldBe([Reported, Cleaned]);
        JsonElement first = edit.GetProperty("earlier")[0];
        first.GetProperty("replacedBy").GetInt64().ShouldBe(2);
        first.GetProperty("replacedAt").GetDateTimeOffset().ShouldBe(edited);
        Parts(edit)
            .ShouldBe([
                "same You are ",
                "removed a",
                "added very",
                "same  ",
                "removed quagswarbler",
                "added kind",
                "same , all of you",
                "added . Bye",
                "same .",
            ]);
    }

    [Fact]
    public async Task EditThatIsHeld_ShowsTheTextBeforeIt()
    {
        JsonElement written = await _author.PostAsync("topics/776/posts", new { body = "Harmless." });
        long post = written.GetProperty("postId").GetInt64();

        await EditAsync(post, "CLICK HERE for FREE DOWNLOAD!!! http://bit.ly/x");

        JsonElement edit = (await ReadAsync()).GetProperty("edits").EnumerateArray().ShouldHaveSingleItem();
        edit.GetProperty("earlier")[0].GetProperty("text").GetString().ShouldBe("Harmless.");
    }

    [Fact]
    public async Task TitleOfAReportedTopic_IsKeptToo()
    {
        object topic = new
        {
            forumId = 2,
            title = "Quagswarbler sale",
            body = "Text",
        };
        long id = (await _author.PostAsync("topics", topic)).GetProperty("topicId").GetInt64();
        await _reporter.PostAsync("posts/10001/reports", new { reason = "rude" });

        await _author.PostAsync($"topics/{id}/edits", new { title = "Book sale" });

        JsonElement detail = await ReadAsync();
        detail.GetProperty("title").GetString().ShouldBe("Book sale");
        JsonElement edit = detail.GetProperty("edits").EnumerateArray().ShouldHaveSingleItem();
        edit.GetProperty("field").GetString().ShouldBe("title");
        Parts(edit).ShouldBe(["removed Quagswarbler", "added Book", "same  sale"]);
    }

    [Fact]
    public async Task EditWithoutAReview_KeepsNothing()
    {
        JsonElement written = await _author.PostAsync("topics/776/posts", new { body = "One." });

        await EditAsync(written.GetProperty("postId").GetInt64(), "Two.");

        (await CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task EarlierTexts_GoAnHourAfterTheDecisionAndStayUntilThen()
    {
        long post = await ReportAsync();
        await EditAsync(post, Cleaned);
        long review = (await ReadAsync()).GetProperty("review").GetProperty("item").GetProperty("id").GetInt64();
        _host.Clock.Advance(TimeSpan.FromMinutes(70));
        await _moderator.PostAsync($"moderation/queue/{review}/approve");

        await _moderator.PostAsync($"moderation/queue/{review}/undo");
        (await ReadAsync()).GetProperty("edits").GetArrayLength().ShouldBe(1, "the review is open again");

        await _moderator.PostAsync($"moderation/queue/{review}/approve");
        _host.Clock.Advance(TimeSpan.FromHours(3));
        await ServerProcess.UntilAsync(async () => await CountAsync() == 0, "the hourly maintenance");
    }

    [Fact]
    public async Task EarlierText_IsShownToModeratorsAlone()
    {
        long post = await ReportAsync();
        await EditAsync(post, Cleaned);
        string[] addresses =
        [
            .. AccessTable.Rows.Where(row => (string)row[0] == "GET").Select(row => (string)row[1]),
            "topics/776",
            "topics/776/posts",
            "search?q=quagswarbler",
            "users/2/stats",
            "forums/2/topics",
            $"operations/audit?target_kind=post&target={post}",
        ];
        using var anyone = new ForumClient(_host, null);
        var seen = new List<string>();
        foreach (ForumClient client in new[] { anyone, _author, _reporter, _moderator })
        {
            foreach (string address in addresses.Append($"moderation/queue/{await ReviewIdAsync()}"))
            {
                (int status, JsonElement json) = await client.SendAsync(HttpMethod.Get, address);
                if (status == 200 && json.GetRawText().Contains("quagswarbler", StringComparison.Ordinal))
                {
                    seen.Add($"{(client == _moderator ? "moderator" : "other")} {address}");
                }
            }
        }

        seen.ShouldContain($"moderator moderation/queue/{await ReviewIdAsync()}");
        seen.ShouldAllBe(where => where.StartsWith("moderator moderation/queue/", StringComparison.Ordinal));
        (await ExportAsync()).ShouldNotContain("quagswarbler");
        _host.Logs.GetSnapshot().ShouldAllBe(record => !record.Message.Contains("quagswarbler"));
    }

    private async Task<long> ReportAsync()
    {
        JsonElement written = await _author.PostAsync("topics/776/posts", new { body = Reported });
        long post = written.GetProperty("postId").GetInt64();
        await _reporter.PostAsync($"posts/{post}/reports", new { reason = "rude" });
        return post;
    }

    private Task EditAsync(long post, string text) => _author.PostAsync($"posts/{post}/edits", new { body = text });

    private async Task<long> ReviewIdAsync() =>
        (await _moderator.GetAsync("moderation/queue"))
            .GetProperty("items")[0]
            .GetProperty("item")
            .GetProperty("id")
            .GetInt64();

    private async Task<JsonElement> ReadAsync() =>
        await _moderator.GetAsync($"moderation/queue/{await ReviewIdAsync()}");

    private static string[] Parts(JsonElement edit) =>
        [
            .. edit.GetProperty("difference")
                .EnumerateArray()
                .Select(part => $"{part.GetProperty("kind").GetString()} {part.GetProperty("text").GetString()}"),
        ];

    private Task<int> CountAsync() => _host.ScalarAsync<int>("SELECT COUNT(*) FROM post_revisions");

    private async Task<string> ExportAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("edits-");
        await using var output = new StringWriter();
        IAnsiConsole console = WideConsole.Over(output);
        (await _host.Services.RunAsync(console, ["export", folder.FullName])).ShouldBe(0, output.ToString());
        string text = string.Concat(folder.GetFiles().Select(file => File.ReadAllText(file.FullName)));
        folder.Delete(recursive: true);
        text.ShouldContain(Cleaned);
        return text;
    }
}
