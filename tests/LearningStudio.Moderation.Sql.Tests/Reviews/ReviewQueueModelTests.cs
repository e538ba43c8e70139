using System.Globalization;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Analytics;
using LearningStudio.Moderation.Review.Decisions;

namespace LearningStudio.Moderation.Sql.Tests.Reviews;

public sealed class ReviewQueueModelTestsOnSqlite : ReviewQueueModelTests<Sqlite>;

public sealed class ReviewQueueModelTestsOnPostgreSql : ReviewQueueModelTests<PostgreSql>;

/// <summary>The queue over random items is what a model makes of them.</summary>
public abstract class ReviewQueueModelTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private const int Seed = 20260103;
    private const int Items = 120;
    private static readonly DateTimeOffset Start = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] States = ["pending", "pending", "approved", "rejected", "superseded"];
    private readonly TestDatabase<TEngine> _database = new();

    private ReviewQueueRepository Queue => _database.Queue;

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        var random = new Random(Seed);
        for (int id = 1; id <= Items; id++)
        {
            await _database.ExecuteAsync(Row(id, random));
        }

        await _database.ExecuteAsync("INSERT INTO review_votes (item_id, voter_id) SELECT id, 7 FROM review_items");
        // The server has to know which ids are taken.
        await _database.ExecuteAsync(
            _database.Engine.IsPostgreSql
                ? "SELECT setval(pg_get_serial_sequence('review_items', 'id'), 1000)"
                : "SELECT 1"
        );
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Pending_AreByScoreThenById()
    {
        IReadOnlyList<ReviewItem> all = await AllAsync();
        foreach (int hours in new[] { 0, 1, 96, 720 })
        {
            DateTimeOffset now = Start.AddDays(9).AddHours(hours);
            _database.Clock.SetUtcNow(now);
            long[] expected =
            [
                .. all.Where(item => item.State == ReviewState.Pending)
                    .OrderByDescending(item => ReviewPriority.Compute(item, now).Score)
                    .ThenBy(item => item.Id)
                    .Select(item => item.Id),
            ];
            (await Queue.GetPendingAsync(0, 1000)).Items.Select(item => item.Id).ShouldBe(expected, $"{now:O}");
            PendingReviews page = await Queue.GetPendingAsync(3, 5);
            page.Items.Select(item => item.Id).ShouldBe(expected.Skip(3).Take(5), $"{now:O}");
            page.Total.ShouldBe(expected.Length);
            PendingReviews past = await Queue.GetPendingAsync(1000, 5);
            (past.Items.Count, past.Total).ShouldBe((0, expected.Length));
        }
    }

    [Fact]
    public async Task Analytics_CountFromTheMomentOn()
    {
        IReadOnlyList<ReviewItem> all = await AllAsync();
        foreach (DateTimeOffset since in all.Select(item => item.CreatedAt).Distinct())
        {
            ReviewItem[] counted = [.. all.Where(item => item.State != ReviewState.Superseded)];
            ReviewItem[] decided = [.. counted.Where(item => item.DecidedAt >= since)];

            ReviewAnalytics analytics = await Queue.GetAnalyticsAsync(since);

            (analytics.Pending, analytics.Created, analytics.Approved, analytics.Rejected).ShouldBe(
                (
                    counted.Count(item => item.State == ReviewState.Pending),
                    counted.Count(item => item.CreatedAt >= since),
                    decided.Count(item => item.State == ReviewState.Approved),
                    decided.Count(item => item.State == ReviewState.Rejected)
                ),
                $"{since:O}"
            );
            analytics.MeanResolution.ShouldBe(
                decided.Length == 0
                    ? null
                    : TimeSpan.FromSeconds(
                        decided.Sum(item => (item.DecidedAt!.Value - item.CreatedAt).TotalSeconds) / decided.Length
                    )
            );
        }
    }

    [Theory]
    [InlineData(ReviewTargetKind.Post, 5)]
    [InlineData(ReviewTargetKind.Topic, 5)]
    [InlineData(ReviewTargetKind.Post, 99)]
    public async Task Decision_ClosesThePendingOnesOfItsTarget(ReviewTargetKind kind, long id)
    {
        var target = new ReviewTarget(kind, id);
        IReadOnlyList<ReviewItem> before = await AllAsync();

        int decided = await Queue.DecideAsync(target, new ReviewDecision(false, 3));

        decided.ShouldBe(before.Count(item => IsOpen(item, target)));
        IReadOnlyList<ReviewItem> after = await AllAsync();
        after
            .Select(Described)
            .ShouldBe(
                before.Select(item =>
                    Described(
                        IsOpen(item, target)
                            ? item with
                            {
                                State = ReviewState.Rejected,
                                DecidedAt = Start,
                                DecidedBy = 3,
                            }
                            : item
                    )
                )
            );
    }

    [Theory]
    [InlineData(ReviewTargetKind.Post, 5)]
    [InlineData(ReviewTargetKind.Topic, 5)]
    [InlineData(ReviewTargetKind.Post, 99)]
    public async Task Reopening_CopiesThePendingOnesOfItsTarget(ReviewTargetKind kind, long id)
    {
        var target = new ReviewTarget(kind, id);
        IReadOnlyList<ReviewItem> before = await AllAsync();

        await Queue.ReopenAsync(target);

        ReviewItem[] open = [.. before.Where(item => IsOpen(item, target))];
        (await AllAsync())
            .Select(Described)
            .ShouldBe(
                before.Select(item =>
                    Described(IsOpen(item, target) ? item with { State = ReviewState.Superseded } : item)
                )
            );
        IReadOnlyList<ReviewItem> fresh = (await Queue.GetPendingAsync(0, 1000)).Items;
        fresh
            .Where(item => item.Id > Items)
            .Select(item => (item.Target, item.Type, item.Priority, item.CreatedAt, item.VoteWeight))
            .ShouldBe(
                open.Select(item => (item.Target, item.Type, item.Priority, item.CreatedAt, item.VoteWeight)),
                ignoreOrder: true
            );
        (await _database.ScalarAsync("SELECT COUNT(*) FROM review_votes")).ShouldBe($"{Items + open.Length}");
    }

    private static bool IsOpen(ReviewItem item, ReviewTarget target) =>
        item.State == ReviewState.Pending && item.Target == target;

    private static string Described(ReviewItem item) =>
        $"{item.Id} {item.Target} {item.Type} {item.State} {item.Priority} {item.Votes} {item.DecidedAt:O} {item.DecidedBy}";

    // Points in quarters, so that many items have the same; one open item a target and type.
    private string Row(int id, Random random)
    {
        string state = States[random.Next(States.Length)];
        DateTimeOffset created = Start.AddMinutes(-30 * random.Next(-4, 220));
        bool isOpen = state is "pending";
        bool hasUser = random.Next(3) > 0;
        string decided = isOpen ? "NULL" : _database.At(created.AddMinutes(30 * random.Next(9)));
        string type = id % 4 < 2 ? "flaggedpost" : "spamdetection";
        int trust = random.Next(5);
        // What a request for it would weigh.
        double weight = (hasUser ? 5 * (4 - trust) : 0) + (id % 4 < 2 ? 25 : 30);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            INSERT INTO review_items (id, target_kind, target_id, type, priority, weight, vote_weight, votes, spam_score,
              reasons, reported_user_id, reported_trust_level, state, created_at, decided_at, decided_by, due_at, available_at)
            VALUES ({id}, '{(id % 2 == 0 ? "post" : "topic")}', {id / 4}, '{type}', {random.Next(1, 5)}, {weight},
              {random.Next(8) / 4.0}, {random.Next(3)}, {(random.Next(2) == 0 ? "NULL" : "0.5")}, '[]',
              {(hasUser ? random.Next(1, 3) : "NULL")}, {(hasUser ? trust : "NULL")}, '{state}', {_database.At(
                created
            )},
              {decided}, {(isOpen ? "NULL" : 2)}, {_database.At(created)}, {_database.At(created)})
            """
        );
    }

    private async Task<IReadOnlyList<ReviewItem>> AllAsync()
    {
        var all = new List<ReviewItem>();
        for (int id = 1; id <= Items; id++)
        {
            all.Add((await Queue.FindAsync(id))!);
        }

        return all;
    }
}
