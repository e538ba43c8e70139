using System.Reflection;
using LearningStudio.Caching;
using LearningStudio.HostApi.Cache;
using LearningStudio.Moderation.Review;
using LearningStudio.Repositories;
using LearningStudio.Statistics;
using Microsoft.Extensions.Options;
using static LearningStudio.Repositories.ForumEventKind;

namespace LearningStudio.HostApi.Tests.Outbox;

/// <summary>
/// Which cached reads an event of each kind makes run again: an event about post 7899 of topic 776, by user 2 in forum 2,
/// which lies in forum 1. A cached read without a row fails, and so does a kind that reaches other rows.
/// </summary>
public sealed class InvalidationReachTests : IAsyncLifetime
{
    private static readonly ForumEventKind[] Visible =
    [
        TopicCreated,
        PostCreated,
        PostApproved,
        PostHidden,
        TopicChanged,
        TopicMoved,
    ];

    private static readonly PageRequest[] Pages = [new(1, 20), new(2, 5)];

    private static readonly ForumEventKind[] Counted = [TopicCreated, PostCreated, PostApproved, PostHidden];

    private readonly ForumHost _host = new() { Settings = { ["Demo:Enabled"] = "true" } };
    private FactoryCounter _counter = null!;
    private CachedForum _forum = null!;
    private CachedAnalytics _analytics = null!;
    private ForumStatisticsService _statistics = null!;

    public Task InitializeAsync()
    {
        _counter = new FactoryCounter(_host.Get<VersionedCache>());
        _statistics = new ForumStatisticsService(
            _host.Get<IForumStatisticsSource>(),
            _counter,
            _host.Get<TimeProvider>(),
            _host.Get<IOptions<ForumStatisticsOptions>>()
        );
        _forum = new CachedForum(
            _counter,
            _host.Get<IForumRepository>(),
            _host.Get<ITopicRepository>(),
            _host.Get<IPostRepository>(),
            _statistics
        );
        _analytics = new CachedAnalytics(_counter, _host.Get<IReviewQueue>(), _host.Get<TimeProvider>());
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task EachKind_ReachesTheReadsOfItsRows()
    {
        Read[] reads = [.. Reads()];
        var invalidation = new CacheInvalidation(_host.Get<VersionedCache>(), _statistics);
        foreach (ForumEventKind kind in Enum.GetValues<ForumEventKind>())
        {
            await RunsAsync(reads);
            (await RunsAsync(reads)).ShouldBeEmpty("all are cached");

            await invalidation.HandleAsync([Event(kind)]);

            (await RunsAsync(reads)).ShouldBe(
                [.. reads.Where(read => read.Kinds.Contains(kind)).Select(read => read.ToString())],
                $"{kind}"
            );
        }
    }

    private static ForumEvent Event(ForumEventKind kind) =>
        new()
        {
            Kind = kind,
            ForumId = 2,
            ParentForumId = 1,
            TopicId = 776,
            PostId = 7899,
            AuthorId = 2,
        };

    [Fact]
    public void EveryRead_IsInTheTable()
    {
        Read[] reads = [.. Reads()];

        reads
            .Select(read => read.Method)
            .Distinct()
            .ShouldBe(
                new[] { typeof(CachedForum), typeof(CachedAnalytics), typeof(ForumStatisticsService) }.SelectMany(
                    Methods
                ),
                ignoreOrder: true
            );
    }

    private IEnumerable<Read> Reads() =>
        [
            new("CachedForum.ListAsync", "", ct => _forum.ListAsync(ct).AsTask(), Visible),
            .. ForumReads(1, Visible),
            .. ForumReads(2, Visible),
            .. ForumReads(3, []),
            .. TopicReads(776, [.. Visible, PostEdited, PostHeld]),
            .. TopicReads(7, []),
            .. TopicReads(999_999, []),
            // An event that removes nothing by pattern asks for Redis with that of the analytics.
            new(
                "CachedAnalytics.GetAsync",
                "",
                ct => _analytics.GetAsync(ct).AsTask(),
                Enum.GetValues<ForumEventKind>()
            ),
            .. StatisticsReads(),
        ];

    private IEnumerable<Read> ForumReads(long id, ForumEventKind[] kinds)
    {
        yield return new("CachedForum.FindForumAsync", $"{id}", ct => _forum.FindForumAsync(id, ct).AsTask(), kinds);
        yield return new(
            "CachedForum.CountTopicsAsync",
            $"{id}",
            ct => _forum.CountTopicsAsync(id, null, ct).AsTask(),
            kinds
        );
        foreach (PageRequest page in Pages)
        {
            yield return new(
                "CachedForum.GetTopicsAsync",
                $"{id}, {page.Number}",
                ct => _forum.GetTopicsAsync(id, page, null, ct).AsTask(),
                kinds
            );
        }
    }

    private IEnumerable<Read> TopicReads(long id, ForumEventKind[] kinds)
    {
        yield return new(
            "CachedForum.FindTopicAsync",
            $"{id}",
            ct => _forum.FindTopicAsync(id, null, ct).AsTask(),
            kinds
        );
        foreach (PageRequest page in Pages)
        {
            yield return new(
                "CachedForum.GetPostsAsync",
                $"{id}, {page.Number}",
                ct => _forum.GetPostsAsync(id, page, null, ct).AsTask(),
                kinds
            );
        }
    }

    private IEnumerable<Read> StatisticsReads()
    {
        ForumEventKind[] ofUsers = [.. Counted, UserChanged];
        yield return Row("GetOverallAsync", "", _statistics.GetOverallAsync, ofUsers);
        yield return Row("FindForumAsync", "2", ct => _statistics.FindForumAsync(2, ct), [.. Counted, TopicMoved]);
        yield return Row("FindForumAsync", "3", ct => _statistics.FindForumAsync(3, ct), []);
        yield return Row("FindUserAsync", "2", ct => _statistics.FindUserAsync(2, ct), ofUsers);
        yield return Row("FindUserAsync", "3", ct => _statistics.FindUserAsync(3, ct), []);
        // The totals, read before, have this count too.
        yield return Row("CountOnlineAsync", "", _statistics.CountOnlineAsync, []);
        yield return Row("ListOnlineAsync", "", _statistics.ListOnlineAsync, [UserChanged]);
        yield return Row("GetActivityAsync", "", ct => _statistics.GetActivityAsync(7, ct), ofUsers);
        yield return Row(
            "ListTrendingTopicsAsync",
            "",
            _statistics.ListTrendingTopicsAsync,
            [PostHidden, TopicChanged, TopicMoved]
        );
    }

    private static Read Row(string method, string of, Func<CancellationToken, Task> run, ForumEventKind[] kinds) =>
        new($"{nameof(ForumStatisticsService)}.{method}", of, run, kinds);

    private static IEnumerable<string> Methods(Type type) =>
        type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            .Where(method => method.ReturnType.IsGenericType && method.Name.EndsWith("Async", StringComparison.Ordinal))
            .Select(method => $"{type.Name}.{method.Name}");

    /// <summary>Makes all reads, and names those that the cache could not answer.</summary>
    private async Task<string[]> RunsAsync(Read[] reads)
    {
        var ran = new List<string>();
        foreach (Read read in reads)
        {
            int before = _counter.Runs;
            await read.RunAsync(CancellationToken.None);
            if (_counter.Runs > before)
            {
                ran.Add(read.ToString());
            }
        }

        return [.. ran];
    }

    private sealed record Read(string Method, string Of, Func<CancellationToken, Task> RunAsync, ForumEventKind[] Kinds)
    {
        public override string ToString() => $"{Method}({Of})";
    }
}
