using LearningStudio.Caching;
using LearningStudio.HostApi.Cache;
using LearningStudio.Repositories;
using LearningStudio.Statistics;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.HostApi.Tests.Outbox;

/// <summary>What events cost the cache: each tag, key and pattern is removed once.</summary>
public sealed class CacheInvalidationTests
{
    private readonly RecordingCache _cache = new(InvalidationScope.Everywhere);

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task EventsOfATopic_DropEachTargetOnce(int authors)
    {
        await HandleAsync(_cache, Hidden(authors));

        _cache.Keys.ShouldHaveSingleItem().Length.ShouldBe(3 + authors, "the statistics");
        _cache.Tags.ShouldBe(["topic:7", "forum:2", "forum:1", "forum:activity"], ignoreOrder: true);
        _cache.Patterns.ShouldBe(["forum:list:all", "moderation:analytics:7d"], ignoreOrder: true);
    }

    [Fact]
    public async Task MoreThanAThousandUsers_AreOnePattern()
    {
        await HandleAsync(_cache, Hidden(10_000));

        _cache.Patterns.Count(pattern => pattern == "user:stats:*").ShouldBe(1);
        _cache.Keys.ShouldHaveSingleItem().Length.ShouldBeLessThan(1010);
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
