using LearningStudio.Statistics.Cached;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.Statistics.Tests;

/// <summary>After each event every answer is right, but for what may be as old as its expiration.</summary>
public sealed class InvalidationTests
{
    private const int Author = 1;
    private const int Other = 2;
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider _clock = new(Now);
    private readonly CountingSource _source = new();
    private readonly long _topic;
    private readonly long _post;

    public InvalidationTests()
    {
        foreach (int user in new[] { Author, Other })
        {
            _source.Data.AddUser(new Member(user, $"user {user}"), Now - TimeSpan.FromDays(9 - user));
        }

        _topic = _source.Topic(1, Author, Now - TimeSpan.FromDays(2));
        _post = _source.Post(1, Author, Now - TimeSpan.FromDays(2));
        _source.Topic(2, Other, Now - TimeSpan.FromDays(1));
        _source.Post(2, Other, Now - TimeSpan.FromDays(1));
    }

    public static TheoryData<StatisticsEventKind> Kinds => [.. Enum.GetValues<StatisticsEventKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Event_LeavesEveryAnswerRight(StatisticsEventKind kind)
    {
        await using ServiceProvider cached = Build();
        await AnswersAsync(cached);
        foreach (StatisticsEvent happened in Apply(kind))
        {
            await cached.GetRequiredService<ForumStatisticsService>().InvalidateAsync(happened);
        }

        // Microsoft's cache compares times: what is filled in the moment of the removal counts as removed.
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        await using ServiceProvider uncached = Build();
        (await AnswersAsync(cached)).ShouldBe(await AnswersAsync(uncached));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Event_LeavesTheOthersCached(StatisticsEventKind kind)
    {
        await using ServiceProvider cached = Build();
        await AnswersAsync(cached);
        await cached
            .GetRequiredService<ForumStatisticsService>()
            .InvalidateAsync(
                new StatisticsEvent
                {
                    Kind = kind,
                    ForumId = 1,
                    UserId = Author,
                }
            );
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        int before = _source.Calls;

        await AnswersAsync(cached);

        StatisticsScope scope = StatisticsInvalidation.ScopeOf(kind);
        int dropped = Enum.GetValues<StatisticsScope>().Count(one => one != StatisticsScope.None && scope.HasFlag(one));
        // Two entries hold who is online.
        (_source.Calls - before).ShouldBe(dropped + (scope.HasFlag(StatisticsScope.Online) ? 1 : 0));
    }

    [Fact]
    public async Task SeveralEvents_RemoveEachKeyInOneCall()
    {
        var cache = new RemovalCache();
        await using ServiceProvider services = new ServiceCollection()
            .AddSingleton<HybridCache>(cache)
            .AddLearningStudioStatistics(_ => { })
            .BuildServiceProvider();
        var statistics = services.GetRequiredService<ForumStatisticsService>();

        await statistics.InvalidateAsync([
            .. Enumerable
                .Range(1, 3000)
                .Select(user => new StatisticsEvent
                {
                    Kind = StatisticsEventKind.PostHidden,
                    ForumId = 7,
                    UserId = 1 + (user % 1000),
                }),
            new StatisticsEvent { Kind = StatisticsEventKind.TopicMoved, ForumId = 8 },
        ]);

        string[] keys = cache.Keys.ShouldHaveSingleItem();
        keys.Length.ShouldBe(1004);
        keys.ShouldBeUnique();
        keys.ShouldContain("forum:stats:all");
        keys.ShouldContain("forum:stats:7");
        keys.ShouldContain("forum:stats:8");
        keys.ShouldContain("forum:trending");
        keys.ShouldContain("user:stats:1000");
        cache.Tags.ShouldBe(["forum:activity"]);
    }

    [Fact]
    public async Task NoEvents_RemoveNothing()
    {
        var cache = new RemovalCache();
        await using ServiceProvider services = new ServiceCollection()
            .AddSingleton<HybridCache>(cache)
            .AddLearningStudioStatistics(_ => { })
            .BuildServiceProvider();

        await services.GetRequiredService<ForumStatisticsService>().InvalidateAsync(Array.Empty<StatisticsEvent>());

        (cache.Keys.Count, cache.Tags.Count).ShouldBe((0, 0));
    }

    [Fact]
    public async Task UnknownEvent_IsRefused()
    {
        await using ServiceProvider services = Build();
        var statistics = services.GetRequiredService<ForumStatisticsService>();

        await Should.ThrowAsync<ArgumentOutOfRangeException>(() =>
            statistics.InvalidateAsync(new StatisticsEvent { Kind = (StatisticsEventKind)99 })
        );
        await Should.ThrowAsync<ArgumentNullException>(() => statistics.InvalidateAsync((StatisticsEvent)null!));
        await Should.ThrowAsync<ArgumentNullException>(() =>
            statistics.InvalidateAsync((IReadOnlyCollection<StatisticsEvent>)null!)
        );
    }

    [Fact]
    public void Documentation_HasTheSameTable()
    {
        string page = File.ReadAllText(Checkout.PathOf("docs", "statistics.md"));

        foreach (StatisticsEventKind kind in Enum.GetValues<StatisticsEventKind>())
        {
            StatisticsScope scope = StatisticsInvalidation.ScopeOf(kind);
            string[] cells =
            [
                .. Enum.GetValues<StatisticsScope>()
                    .Where(one => one != StatisticsScope.None)
                    .Select(one => scope.HasFlag(one) ? "dropped" : ""),
            ];
            page.ShouldContain(
                $"| `{kind}` | {string.Join(" | ", cells)} |".Replace("  ", " ", StringComparison.Ordinal)
            );
        }
    }

    /// <summary>Makes what the event tells of happen, and returns the events that are to be told.</summary>
    private StatisticsEvent[] Apply(StatisticsEventKind kind)
    {
        InMemoryForumStatisticsSource data = _source.Data;
        DateTimeOffset at = _clock.GetUtcNow();
        switch (kind)
        {
            case StatisticsEventKind.TopicCreated:
                _source.Topic(1, Author, at);
                break;
            case StatisticsEventKind.TopicChanged:
                data.AddTopic(new StatisticsTopic(_topic, 1, Author, "renamed", Now - TimeSpan.FromDays(2)));
                break;
            case StatisticsEventKind.TopicMoved:
                data.AddTopic(new StatisticsTopic(_topic, 2, Author, "topic 1", Now - TimeSpan.FromDays(2)));
                return [InForum(1), InForum(2)];
            case StatisticsEventKind.PostCreated or StatisticsEventKind.PostApproved:
                _source.Post(1, Author, at);
                break;
            case StatisticsEventKind.PostHidden:
                data.RemovePost(_post);
                data.RemoveTopic(_topic);
                break;
            case StatisticsEventKind.UserJoined:
                data.AddUser(new Member(3, "new"), at);
                return [new StatisticsEvent { Kind = kind, UserId = 3 }];
            case StatisticsEventKind.UserChanged:
                data.RemoveUser(Author);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind));
        }

        return [InForum(1)];

        StatisticsEvent InForum(long forum) =>
            new()
            {
                Kind = kind,
                ForumId = forum,
                UserId = Author,
            };
    }

    private static async Task<string> AnswersAsync(ServiceProvider services)
    {
        var statistics = services.GetRequiredService<ForumStatisticsService>();
        var answers = new List<string>
        {
            $"{await statistics.GetOverallAsync()}",
            string.Join(',', (await statistics.GetActivityAsync(7)).Days),
            string.Join(',', await statistics.ListOnlineAsync()),
            // How many posts there were lately, and so the order, may be old.
            string.Join(
                ',',
                (await statistics.ListTrendingTopicsAsync()).Select(t => (t.Id, t.Title, t.ForumId)).Order()
            ),
        };
        foreach (int id in new[] { 1, 2, 3 })
        {
            ForumStatistics? forum = await statistics.FindForumAsync(id);
            answers.Add(
                $"{(forum is null ? null : forum with { OnlineUsers = 0 })} {await statistics.FindUserAsync(id)}"
            );
        }

        return string.Join('\n', answers);
    }

    private ServiceProvider Build() =>
        new ServiceCollection()
            .AddSingleton<TimeProvider>(_clock)
            .AddSingleton<IForumStatisticsSource>(_source)
            .AddLearningStudioStatistics()
            .BuildServiceProvider();
}
