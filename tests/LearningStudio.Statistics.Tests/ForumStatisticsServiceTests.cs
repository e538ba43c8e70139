using AutoFixture.Xunit2;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Internal;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.Statistics.Tests;

public sealed class ForumStatisticsServiceTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 10, 12, 0, 0, TimeSpan.Zero));
    private readonly CountingSource _source = new();
    private readonly ServiceProvider _services;

    public ForumStatisticsServiceTests()
    {
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(_clock)
            .AddSingleton<IForumStatisticsSource>(_source)
            .AddMemoryCache(o => o.Clock = new SystemClock(_clock))
            .AddLearningStudioStatistics()
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        for (int user = 1; user <= 3; user++)
        {
            _source.Data.AddUser(new Member(user, $"user {user}"), Ago(TimeSpan.FromDays(4 - user)));
        }
    }

    private ForumStatisticsService Statistics => _services.GetRequiredService<ForumStatisticsService>();

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task Overall_ComposesTotalsAndOnlineUsers()
    {
        _source.Topic(1, 1, Ago(TimeSpan.FromDays(9)));
        _source.Post(1, 1, Ago(TimeSpan.FromDays(9)));
        _source.Post(1, 2, Ago(TimeSpan.FromDays(1)));
        _source.Data.MarkSeen(2, Ago(TimeSpan.FromMinutes(15)));
        _source.Data.MarkSeen(3, Ago(TimeSpan.FromMinutes(15) + TimeSpan.FromTicks(1)));

        (await Statistics.GetOverallAsync()).ShouldBe(new OverallStatistics(1, 2, 3, 1, new Member(3, "user 3")));
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public async Task Forum_IsTrendingAboveFiveWeeklyPosts(int weekly, bool trending)
    {
        _source.Topic(7, 1, Ago(TimeSpan.FromDays(8)));
        _source.Topic(8, 1, Ago(TimeSpan.FromDays(8)));
        _source.Post(7, 1, Ago(TimeSpan.FromDays(7) + TimeSpan.FromTicks(1)));
        for (int post = 0; post < weekly; post++)
        {
            _source.Post(7, 1 + (post % 2), Ago(TimeSpan.FromDays(7)));
        }

        _source.Post(8, 1, _clock.GetUtcNow());

        (await Statistics.FindForumAsync(7)).ShouldBe(new ForumStatistics(1, weekly + 1, weekly, 0, trending));
    }

    [Fact]
    public async Task ForumOnline_CountsUsersWhoPostedThereWithinTheWindow()
    {
        _source.Topic(7, 1, Ago(TimeSpan.FromDays(1)));
        _source.Topic(8, 1, Ago(TimeSpan.FromDays(1)));
        _source.Post(7, 1, Ago(TimeSpan.FromMinutes(15)));
        _source.Post(7, 1, Ago(TimeSpan.FromMinutes(1)));
        _source.Post(7, 2, Ago(TimeSpan.FromMinutes(16)));
        _source.Post(8, 3, _clock.GetUtcNow());

        (await Statistics.FindForumAsync(7))!.OnlineUsers.ShouldBe(1);
    }

    [Theory, AutoData]
    public async Task User_HasTotalsAndLatest(Member user, long forum)
    {
        _source.Data.AddUser(user, _clock.GetUtcNow());
        _source.Topic(forum, user.Id, Ago(TimeSpan.FromDays(2)));
        _source.Post(forum, user.Id, Ago(TimeSpan.FromDays(2)));
        _source.Post(forum, user.Id, Ago(TimeSpan.FromDays(1)));

        (await Statistics.FindUserAsync(user.Id)).ShouldBe(
            new UserStatistics(user, 1, 2, Ago(TimeSpan.FromDays(2)), Ago(TimeSpan.FromDays(1)))
        );
    }

    [Fact]
    public async Task Unknown_IsNull()
    {
        (await Statistics.FindUserAsync(99)).ShouldBeNull();
        (await Statistics.FindForumAsync(99)).ShouldBeNull();
    }

    [Fact]
    public async Task OnlineList_HasTheLatestSeenFirst()
    {
        _source.Data.MarkSeen(1, Ago(TimeSpan.FromMinutes(1)));
        _source.Data.MarkSeen(2, _clock.GetUtcNow());

        (await Statistics.ListOnlineAsync()).ShouldBe([new Member(2, "user 2"), new Member(1, "user 1")]);
    }

    [Fact]
    public async Task Activity_CoversEveryDayUpToToday()
    {
        _source.Topic(1, 1, new DateTimeOffset(2026, 3, 9, 23, 59, 59, TimeSpan.Zero));
        _source.Post(1, 1, new DateTimeOffset(2026, 3, 10, 1, 0, 0, TimeSpan.FromHours(2)));
        _source.Post(1, 1, new DateTimeOffset(2026, 3, 10, 0, 0, 0, TimeSpan.Zero));

        ActivitySummary summary = await Statistics.GetActivityAsync(3);

        summary.Days.ShouldBe([
            new ActivityDay(new DateOnly(2026, 3, 8), 0, 0, 1),
            new ActivityDay(new DateOnly(2026, 3, 9), 1, 1, 1),
            new ActivityDay(new DateOnly(2026, 3, 10), 0, 1, 0),
        ]);
        (summary.TotalTopics, summary.TotalPosts, summary.TotalUsers).ShouldBe((1, 2, 2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(367)]
    public async Task DaysOutOfBounds_AreRefused(int days) =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Statistics.GetActivityAsync(days));

    public static TheoryData<string, int, int, Func<ForumStatisticsService, Task>> Costs =>
        new()
        {
            { "overall", 2, 300, s => s.GetOverallAsync() },
            { "forum", 1, 120, s => s.FindForumAsync(1) },
            { "user", 1, 300, s => s.FindUserAsync(1) },
            { "online", 1, 30, s => s.CountOnlineAsync() },
            { "online list", 1, 30, s => s.ListOnlineAsync() },
            { "activity", 1, 300, s => s.GetActivityAsync(366) },
            { "trending topics", 1, 300, s => s.ListTrendingTopicsAsync() },
        };

    [Theory]
    [MemberData(nameof(Costs))]
    public async Task Answer_CostsThatMuchColdAndNothingWarm(
        string answer,
        int cold,
        int seconds,
        Func<ForumStatisticsService, Task> ask
    )
    {
        _source.Data.AddForum(1);

        await ask(Statistics);
        _source.Calls.ShouldBe(cold, answer);
        await ask(Statistics);
        _source.Calls.ShouldBe(cold, $"{answer}, warm");
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        await ask(Statistics);
        _source.Calls.ShouldBe(2 * cold, $"{answer}, expired");
    }

    [Fact]
    public async Task TrendingTopics_HaveMostPostsOfSevenDaysFirst()
    {
        TimeSpan week = TimeSpan.FromDays(7);
        var busy = new List<long>();
        for (int forum = 1; forum <= 12; forum++)
        {
            busy.Add(_source.Topic(forum, 1, Ago(week * 2)));
            _source.Post(forum, 1, Ago(week + TimeSpan.FromTicks(1)));
            for (int post = 0; post < forum / 2; post++)
            {
                _source.Post(forum, 1, Ago(week));
            }
        }

        IReadOnlyList<TrendingTopic> trending = await Statistics.ListTrendingTopicsAsync();

        trending.Count.ShouldBe(10);
        trending[0].ShouldBe(new TrendingTopic(busy[11], "topic 12", 12, 6));
        trending[1].ShouldBe(new TrendingTopic(busy[10], "topic 11", 11, 5));
        trending[2].ShouldBe(new TrendingTopic(busy[9], "topic 10", 10, 5), "of equally many the higher id");
        trending[9].RecentPosts.ShouldBe(1);
    }

    [Fact]
    public async Task OnlineUsers_AreFresherThanTheTotals()
    {
        await Statistics.GetOverallAsync();
        _source.Data.AddUser(new Member(9, "new"), _clock.GetUtcNow());
        _source.Data.MarkSeen(1, _clock.GetUtcNow());
        _clock.Advance(TimeSpan.FromSeconds(30));

        OverallStatistics overall = await Statistics.GetOverallAsync();

        (overall.TotalUsers, overall.OnlineUsers).ShouldBe((3, 2));
    }

    [Fact]
    public async Task OnlineUsersOfAForum_AreFresherThanItsTotals()
    {
        _source.Topic(7, 1, Ago(TimeSpan.FromDays(1)));
        _source.Post(7, 1, _clock.GetUtcNow());
        (await Statistics.FindForumAsync(7)).ShouldBe(new ForumStatistics(1, 1, 1, 1, false));
        _source.Post(7, 2, _clock.GetUtcNow());
        _clock.Advance(TimeSpan.FromSeconds(30));

        (await Statistics.FindForumAsync(7)).ShouldBe(new ForumStatistics(1, 1, 1, 2, false));
        _source.Calls.ShouldBe(2);
    }

    private DateTimeOffset Ago(TimeSpan age) => _clock.GetUtcNow() - age;

    /// <summary>The memory cache under Microsoft's HybridCache takes its time from this older interface.</summary>
    private sealed class SystemClock(TimeProvider time) : ISystemClock
    {
        public DateTimeOffset UtcNow => time.GetUtcNow();
    }
}
