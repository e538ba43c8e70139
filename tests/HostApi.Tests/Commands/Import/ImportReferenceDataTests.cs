using System.Diagnostics;
using System.Xml.Linq;
using LearningStudio.HostApi.Tests.Reading;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;
using Spectre.Console;

namespace LearningStudio.HostApi.Tests.Commands.Import;

/// <summary>A real dump, held against its own counts; its folder comes from LEARNINGSTUDIO_DATA.</summary>
public sealed class ImportReferenceDataTests : IAsyncLifetime
{
    private readonly ForumHost _host = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("reference-");

    private string Dump => Path.Combine(_folder.FullName, "french-meta");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        await _host.DisposeAsync();
    }

    [SkippableFact]
    public async Task FrenchMeta_HasTheCountsOfTheDump()
    {
        Unpack();

        (await ImportAsync()).ShouldBe(0);

        SiteStats totals = await _host.Get<IForumRepository>().GetSiteStatsAsync();
        (totals.Topics, totals.Posts, totals.Users).ShouldBe((274, 274 + 487 + 1305, 1703));
        (await _host.ScalarAsync<int>("SELECT COUNT(*) FROM posts JOIN topics ON topics.id = posts.id")).ShouldBe(274);
        (await _host.ScalarAsync<int>("SELECT SUM(reply_count) FROM topics")).ShouldBe(487);
        (await _host.ScalarAsync<int>("SELECT COUNT(*) FROM posts WHERE reply_to_id IS NOT NULL")).ShouldBe(1305);
        Dictionary<long, TopicSummary> topics = await TopicsAsync();
        foreach (XElement question in Rows("Posts.xml").Where(row => (int)row.Attribute("PostTypeId")! == 1))
        {
            TopicSummary topic = topics[(long)question.Attribute("Id")!];
            topic.ReplyCount.ShouldBe((int)question.Attribute("AnswerCount")!);
            topic.ViewCount.ShouldBe((int)question.Attribute("ViewCount")!);
        }
    }

    [SkippableFact]
    public async Task FrenchMeta_ScoresByItsVotesAsTheDumpDoes()
    {
        Unpack();
        await ImportAsync();

        foreach (XElement post in Rows("Posts.xml").Where(row => (int)row.Attribute("PostTypeId")! <= 2))
        {
            long id = (long)post.Attribute("Id")!;
            int score = await _host.ScalarAsync<int>($"SELECT up_votes - down_votes FROM posts WHERE id = {id}");
            score.ShouldBe((int)post.Attribute("Score")!, $"post {id}");
        }
    }

    [SkippableFact]
    public async Task FrenchMeta_IsServed()
    {
        Unpack();
        await ImportAsync();
        using HttpClient client = _host.CreateClient();

        Answer statistics = await Answer.GetAsync(client, "/api/v1/statistics");
        Answer topic = await Answer.GetAsync(client, "/api/v1/topics/1");

        statistics.Json.GetProperty("totalTopics").GetInt32().ShouldBe(274);
        statistics.Json.GetProperty("totalPosts").GetInt32().ShouldBe(2066);
        statistics.Json.GetProperty("totalUsers").GetInt32().ShouldBe(1703);
        topic.Statements.ShouldBe(2);
    }

    private void Unpack()
    {
        string? data = Environment.GetEnvironmentVariable("LEARNINGSTUDIO_DATA");
        Skip.If(string.IsNullOrEmpty(data), "LEARNINGSTUDIO_DATA names no folder of reference data.");
        using var tar = Process.Start(
            "tar",
            ["-xf", Path.Combine(data!, "forum", "french-meta.tar.xz"), "-C", _folder.FullName]
        );
        tar.WaitForExit();
        tar.ExitCode.ShouldBe(0);
    }

    private Task<int> ImportAsync() =>
        _host.Services.RunAsync(
            AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) }),
            ["import", Dump]
        );

    private IEnumerable<XElement> Rows(string file) => XDocument.Load(Path.Combine(Dump, file)).Root!.Elements("row");

    private async Task<Dictionary<long, TopicSummary>> TopicsAsync()
    {
        var topics = new Dictionary<long, TopicSummary>();
        DateTimeOffset now = _host.Clock.GetUtcNow();
        foreach (
            ForumSummary forum in await _host
                .Get<IForumRepository>()
                .GetSummariesAsync(new ActivityWindow { PostsSince = now, UsersSince = now })
        )
        {
            Page<TopicSummary> page = await _host
                .Get<ITopicRepository>()
                .ListByForumAsync(forum.Id, new PageRequest(1, 100));
            page.Items.Count.ShouldBe(forum.TopicCount);
            foreach (TopicSummary topic in page.Items)
            {
                topics.Add(topic.Id, topic);
            }
        }

        return topics;
    }
}
