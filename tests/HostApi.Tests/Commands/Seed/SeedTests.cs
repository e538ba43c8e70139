using LearningStudio.Repositories;
using LearningStudio.Repositories.BulkLoad;
using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.HostApi.Tests.Commands.Seed;

public sealed class SeedTests : IAsyncLifetime
{
    private const string Content = """
        SELECT (SELECT COUNT(*) || group_concat(display_name || username || joined_at) FROM users)
          || (SELECT COUNT(*) || group_concat(slug || name) FROM forums)
          || (SELECT COUNT(*) || group_concat(title || author_id || last_post_at || forum_id) FROM topics)
          || (SELECT COUNT(*) || group_concat(body || topic_id || created_at) FROM posts)
        """;
    private readonly ForumHost _host = new();
    private readonly StringWriter _output = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _output.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task SeededForum_HasItsSize()
    {
        int exit = await SeedAsync(_host, "--posts", "3000", "--topics=200", "--users", "40", "--forums", "25");

        exit.ShouldBe(0, _output.ToString());
        _output.ToString().ShouldContain("Seeded 200 topics, 3000 posts, 40 users and 27 forums in");
        SiteStats totals = await _host.Get<IForumRepository>().GetSiteStatsAsync();
        (totals.Topics, totals.Posts, totals.Users).ShouldBe((200, 3000, 40));
        (await CountAsync("topics WHERE post_count = 0")).ShouldBe(0);
        (await CountAsync("posts p JOIN topics t ON t.first_post_id = p.id WHERE p.author_id = t.author_id")).ShouldBe(
            200
        );
        (await CountAsync("forum_stats WHERE topic_count = 8")).ShouldBe(25);
        (await _host.Get<IForumMaintenance>().VerifyAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Replies_FollowZipfsLaw()
    {
        await SeedAsync(_host, "--posts", "100000", "--topics", "1000");

        double first = await PostsOfAsync(1, 1);
        double harmonic = Enumerable.Range(1, 1000).Sum(rank => 1.0 / rank);
        (first / 100_000).ShouldBeInRange(0.8 / harmonic, 1.6 / harmonic);
        (first / await PostsOfAsync(2, 2)).ShouldBeInRange(1.4, 2.1);
        (first / await PostsOfAsync(10, 10)).ShouldBeInRange(7, 14);
        (await PostsOfAsync(1, 10) / await PostsOfAsync(11, 109)).ShouldBeInRange(0.8, 1.7);
        DateTimeOffset now = _host.Clock.GetUtcNow();
        (await _host.ScalarAsync<long>("SELECT MAX(created_at) FROM posts")).ShouldBe(now.ToUnixTimeMilliseconds());
        (await _host.ScalarAsync<long>("SELECT MIN(created_at) FROM posts")).ShouldBeInRange(
            now.AddDays(-365).ToUnixTimeMilliseconds(),
            now.AddDays(-364).ToUnixTimeMilliseconds()
        );
    }

    [Fact]
    public async Task Seed_IsTheSameEveryTime()
    {
        await using ForumHost other = new();
        await SeedAsync(_host, "--posts", "2500");

        await SeedAsync(other, "--posts", "2500");

        (await other.ScalarAsync<string>(Content)).ShouldBe(await _host.ScalarAsync<string>(Content));
    }

    [Fact]
    public async Task SecondSeed_OfTheSameSizeAlone_IsAccepted()
    {
        await SeedAsync(_host, "--posts", "500");

        (await SeedAsync(_host, "--posts", "500", "--topics", "25")).ShouldBe(0);
        _output.ToString().ShouldContain("nothing to do");
        (await SeedAsync(_host, "--posts", "501")).ShouldBe(1);

        _output.ToString().ShouldContain("The database holds other content: name an empty one");
        (await CountAsync("posts")).ShouldBe(500);
    }

    [Fact]
    public async Task Demo_GivesWay_AndOtherContentDoesNot()
    {
        await using ForumHost demo = new() { Settings = { ["Demo:Enabled"] = "true" } };
        (await demo.ScalarAsync<int>("SELECT COUNT(*) FROM posts")).ShouldBe(10_000);
        await _host
            .Get<IForumBulkLoader>()
            .LoadAsync("own", (load, ct) => load.EnsureForumAsync(new BulkForum { Slug = "own", Name = "Own" }, ct));

        (await SeedAsync(demo, "--posts", "10")).ShouldBe(0);
        (await SeedAsync(_host, "--posts", "10")).ShouldBe(1);

        (await demo.ScalarAsync<int>("SELECT COUNT(*) FROM posts")).ShouldBe(10);
    }

    [Theory]
    [InlineData("--posts: expected a whole number from 1 to 50000000", "--posts", "0")]
    [InlineData("--posts: expected a whole number from 1 to 50000000", "--posts", "50000001")]
    [InlineData("--posts: expected a whole number from 1 to 50000000", "--posts", "1e6")]
    [InlineData("Option '--posts' is required.", "--topics", "5")]
    [InlineData(
        "--topics: expected a whole number from 1 to 10, the number of posts",
        "--posts",
        "10",
        "--topics",
        "11"
    )]
    [InlineData("--users: expected a whole number from 1 to 5000000", "--posts", "10", "--users=0")]
    [InlineData("--forums: expected a whole number from 1 to 10000", "--posts", "10", "--forums", "-1")]
    [InlineData("seed [options]", "--posts")]
    [InlineData("seed [options]", "--posts", "10", "--posts", "11")]
    [InlineData("seed [options]", "--post", "10")]
    public async Task WrongArguments_AreNamed(string expected, params string[] arguments)
    {
        (await SeedAsync(_host, arguments)).ShouldBe(2);

        _output.ToString().ShouldContain(expected);
    }

    [Fact]
    public async Task SmallestForum_IsMade()
    {
        (await SeedAsync(_host, "--posts", "1", "--Logging:LogLevel:Default=Warning")).ShouldBe(0, _output.ToString());

        (await CountAsync("posts JOIN topics ON topics.id = topic_id")).ShouldBe(1);
    }

    private Task<int> CountAsync(string what) => _host.ScalarAsync<int>($"SELECT COUNT(*) FROM {what}");

    private async Task<double> PostsOfAsync(int first, int last) =>
        await _host.ScalarAsync<int>($"SELECT SUM(post_count) FROM topics WHERE id BETWEEN {first} AND {last}");

    private Task<int> SeedAsync(ForumHost host, params string[] arguments) =>
        host.Services.RunAsync(WideConsole.Over(_output), ["seed", .. arguments]);
}
