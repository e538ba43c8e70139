using LearningStudio.Caching;
using LearningStudio.HostApi.Adapters;
using LearningStudio.Repositories;
using LearningStudio.Statistics;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.HostApi.Tests.Outbox;

/// <summary>What events cost the cache: each key and pattern is dropped once.</summary>
public sealed class CacheInvalidationTests
{
    private readonly RecordingCache _cache = new(InvalidationScope.Everywhere);

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task EventsOfATopic_DropEachTargetOnce(int authors)
    {
        await HandleAsync(_cache, Hidden(authors));

        _cache.Keys.Count.ShouldBe(2, "the topic, and all figures");
        _cache.Keys[0].ShouldBe(["topic:detail:7"]);
        _cache.Keys[1].Length.ShouldBe(3 + authors);
        _cache.Tags.ShouldBe(["forum:activity"]);
        _cache.Patterns.ShouldBe(
            [
                "topic:detail:7:*",
                "forum:detail:2",
                "forum:detail:2:*",
                "forum:detail:1",
                "forum:detail:1:*",
                "forum:list:all",
                "moderation:analytics:7d",
            ],
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task MoreThanAThousandUsers_AreOnePattern()
    {
        await HandleAsync(_cache, Hidden(10_000));

        _cache.Patterns.Count(pattern => pattern == "user:stats:*").ShouldBe(1);
        _cache.Keys[1].Length.ShouldBeLessThan(1010);
    }

    [Fact]
    public async Task RedisThatIsAway_KeepsTheEvents()
    {
        var away = new RecordingCache(InvalidationScope.ThisProcess);

        await Should.ThrowAsync<InvalidationPendingException>(() => HandleAsync(away, Hidden(1)));
        await Should.ThrowAsync<InvalidationPendingException>(() =>
            HandleAsync(away, [new ForumEvent { Kind = ForumEventKind.UserChanged, AuthorId = 5 }])
        );
    }

    private static ForumEvent[] Hidden(int authors) =>
        [
            .. Enumerable
                .Range(1, authors)
                .Select(a => new ForumEvent
                {
                    Kind = ForumEventKind.PostHidden,
                    ForumId = 2,
                    ParentForumId = 1,
                    TopicId = 7,
                    PostId = 70,
                    AuthorId = a,
                }),
        ];

    private static async Task HandleAsync(RecordingCache cache, IReadOnlyList<ForumEvent> events)
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddSingleton<HybridCache>(cache)
            .AddLearningStudioStatistics(_ => { })
            .BuildServiceProvider();
        await new CacheInvalidation(cache, services.GetRequiredService<ForumStatisticsService>()).HandleAsync(events);
    }
}
