using LearningStudio.HostApi.Startup;
using LearningStudio.Repositories;
using LearningStudio.Repositories.BulkLoad;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.HostApi.Tests.Demo;

public sealed class DemoForumTests
{
    private const string Content = """
        SELECT (SELECT COUNT(*) || group_concat(display_name || joined_at) FROM users)
          || (SELECT COUNT(*) || group_concat(name || description) FROM forums)
          || (SELECT COUNT(*) || group_concat(title || author_id || last_post_at) FROM topics)
          || (SELECT COUNT(*) || group_concat(body) FROM posts)
        """;

    [Fact]
    public async Task Demo_IsTheSameEveryTime()
    {
        await using ForumHost one = new() { Settings = { ["Demo:Enabled"] = "true" } };
        await using ForumHost other = new() { Settings = { ["Demo:Enabled"] = "true" } };

        (await one.ScalarAsync<string>(Content)).ShouldBe(await other.ScalarAsync<string>(Content));
    }

    [Fact]
    public async Task Demo_HasItsSizeAndIsAlive()
    {
        await using ForumHost host = new() { Settings = { ["Demo:Enabled"] = "true" } };
        var forums = host.Get<IForumRepository>();

        SiteStats totals = await forums.GetSiteStatsAsync();
        IReadOnlyList<ForumSummary> list = await forums.GetSummariesAsync(
            new ActivityWindow
            {
                PostsSince = host.Clock.GetUtcNow().AddDays(-7),
                UsersSince = host.Clock.GetUtcNow().AddMinutes(-15),
            }
        );

        (totals.Topics, totals.Posts, totals.Users, list.Count).ShouldBe((1000, 10_000, 500, 50));
        list.Sum(forum => forum.RecentPosts).ShouldBeGreaterThan(100);
        (await host.Get<IUserRepository>().CountSeenSinceAsync(host.Clock.GetUtcNow().AddMinutes(-15))).ShouldBeInRange(
            20,
            30
        );
        (await host.ScalarAsync<int>("SELECT COUNT(*) FROM topics WHERE post_count = 0")).ShouldBe(0);
    }

    [Fact]
    public async Task DatabaseWithContent_IsLeftAlone()
    {
        await using ForumHost host = new();
        await host.Get<IForumBulkLoader>()
            .LoadAsync("own", (load, ct) => load.EnsureForumAsync(new BulkForum { Slug = "own", Name = "Own" }, ct));

        await host.Services.PrepareForumAsync(CancellationToken.None);

        (await host.ScalarAsync<int>("SELECT COUNT(*) FROM forums")).ShouldBe(1);
    }
}
