using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Tests.Queries;

public sealed class ReviewQueueModelTestsOnSqlite : ReviewQueueModelTests<Sqlite>;

public sealed class ReviewQueueModelTestsOnPostgreSql : ReviewQueueModelTests<PostgreSql>;

/// <summary>The queue over random entries is what a model makes of them.</summary>
public abstract class ReviewQueueModelTests<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine, new()
{
    private const int Seed = 20260103;
    private static readonly DateTimeOffset Now = SampleForum.At(0);
    private readonly TestForum<TEngine> _database = new();

    private IReviewQueueRepository Queue => _database.Get<IReviewQueueRepository>();

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await SampleForum.LoadAsync(_database.Loader);
        var random = new Random(Seed);
        await using ForumDb db = _database.Get<Func<ForumDb>>()();
        await db.GetTable<QueueEntry>()
            .BulkCopyAsync(
                new BulkCopyOptions { KeepIdentity = true, BulkCopyType = BulkCopyType.MultipleRows },
                Enumerable.Range(1, 120).Select(id => Entry(id, random))
            );
        // The server has to know which ids are taken.
        await _database.ExecuteAsync(
            _database.IsPostgreSql ? "SELECT setval(pg_get_serial_sequence('review_items', 'id'), 1000)" : "SELECT 1"
        );
        await _database.ExecuteAsync("INSERT INTO review_votes (item_id, voter_id) SELECT id, 7 FROM review_items");
    }

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Pending_AreByPointsThenById()
    {
        foreach (DateTimeOffset now in new[] { Now, Now.AddHours(1), Now.AddDays(4), Now.AddDays(30), Now.AddDays(-9) })
        {
            QueueEntry[] expected =
            [
                .. (await AllAsync())
                    .Where(entry => entry.State == "pending")
                    .OrderByDescending(entry => Points(entry, now))
                    .ThenBy(entry => entry.Id),
            ];
            (await Queue.GetPendingAsync(now, 0, 1000)).Entries.ShouldBe(expected, $"{now:O}");
            PendingEntries page = await Queue.GetPendingAsync(now, 3, 5);
            page.Entries.ShouldBe(expected.Skip(3).Take(5), $"{now:O}");
            page.Total.ShouldBe(expected.Length);
            PendingEntries past = await Queue.GetPendingAsync(now, 1000, 5);
            past.Entries.ShouldBeEmpty();
            past.Total.ShouldBe(expected.Length);
        }
    }

    [Fact]
    public async Task Figures_CountFromTheMomentOn()
    {
        IReadOnlyList<QueueEntry> all = await AllAsync();
        foreach (DateTimeOffset since in all.Select(entry => entry.CreatedAt).Distinct())
        {
            (await Queue.GetFiguresAsync(since))
                .OrderBy(figure => (figure.Type, figure.State))
                .ShouldBe(Figures(all, since), $"{since:O}");
        }
    }

    [Fact]
    public async Task PendingOnes_AreCountedByUserAndType()
    {
        QueueEntry[] pending = [.. (await AllAsync()).Where(entry => entry.State == "pending")];
        foreach (long? user in new long?[] { null, 1, 2, 3 })
        {
            foreach (string? type in new[] { null, "flagged", "spam", "none" })
            {
                (await Queue.CountPendingAsync(user, type)).ShouldBe(
                    pending.Count(entry => (user is null || entry.ReportedUserId == user) && entry.Type != type),
                    $"of {user} but {type}"
                );
            }
        }
    }

    [Theory]
    [InlineData("post", 5)]
    [InlineData("topic", 5)]
    [InlineData("post", 99)]
    public async Task Decision_ClosesThePendingOnesOfItsTarget(string kind, long target)
    {
        IReadOnlyList<QueueEntry> before = await AllAsync();

        int decided = await Queue.DecideAsync(kind, target, new QueueDecision("rejected", 3, Now));

        decided.ShouldBe(before.Count(entry => IsOpen(entry, kind, target)));
        (await AllAsync()).ShouldBe(
            before.Select(entry =>
                IsOpen(entry, kind, target)
                    ? entry with
                    {
                        State = "rejected",
                        DecidedAt = Now,
                        DecidedBy = 3,
                        DecisionId = before.Where(other => IsOpen(other, kind, target)).Min(other => other.Id),
                    }
                    : entry
            )
        );
    }

    [Theory]
    [InlineData("post", 5)]
    [InlineData("topic", 5)]
    [InlineData("post", 99)]
    public async Task Reopening_CopiesThePendingOnesOfItsTarget(string kind, long target)
    {
        IReadOnlyList<QueueEntry> before = await AllAsync();

        await Queue.ReopenAsync(kind, target, SampleForum.At(500));

        QueueEntry[] open = [.. before.Where(entry => IsOpen(entry, kind, target))];
        IReadOnlyList<QueueEntry> after = await AllAsync();
        after
            .Take(before.Count)
            .ShouldBe(before.Select(entry => open.Contains(entry) ? entry with { State = "superseded" } : entry));
        after
            .Skip(before.Count)
            .Select(entry =>
                (entry.TargetKind, entry.TargetId, entry.Type, entry.Priority, entry.State, entry.CreatedAt)
            )
            .ShouldBe(
                open.Select(entry =>
                    (entry.TargetKind, entry.TargetId, entry.Type, entry.Priority, entry.State, entry.CreatedAt)
                ),
                ignoreOrder: true
            );
        (await _database.ScalarAsync<int>("SELECT CAST(COUNT(*) AS integer) FROM review_votes")).ShouldBe(after.Count);
    }

    private static bool IsOpen(QueueEntry entry, string kind, long target) =>
        entry.State == "pending" && entry.TargetKind == kind && entry.TargetId == target;

    private static double Points(QueueEntry entry, DateTimeOffset now) =>
        125
        - (25 * entry.Priority)
        + entry.Weight
        + (10 * entry.VoteWeight)
        + Math.Clamp((now - entry.CreatedAt).TotalHours / 2, 0, 50);

    private static IEnumerable<QueueFigure> Figures(IReadOnlyList<QueueEntry> all, DateTimeOffset since) =>
        all.Where(e => e.State != "superseded")
            .Where(e => e.State == "pending" || e.CreatedAt >= since || e.DecidedAt >= since)
            .GroupBy(e => (e.Type, e.State))
            .OrderBy(group => group.Key)
            .Select(group => new QueueFigure(
                group.Key.Type,
                group.Key.State,
                group.Count(),
                group.Count(e => e.CreatedAt >= since),
                group.Count(e => e.DecidedAt >= since),
                group.Where(e => e.DecidedAt >= since).Sum(e => (e.DecidedAt!.Value - e.CreatedAt).TotalSeconds)
            ));

    // Points in quarters, so that many entries have the same; one open entry a target and type.
    private static QueueEntry Entry(int id, Random random)
    {
        string[] states = ["pending", "pending", "approved", "rejected", "superseded"];
        string state = states[random.Next(states.Length)];
        DateTimeOffset created = Now.AddMinutes(-30 * random.Next(-4, 220));
        return new QueueEntry(
            id,
            id % 2 == 0 ? "post" : "topic",
            id / 4,
            id % 4 < 2 ? "flagged" : "spam",
            random.Next(1, 5),
            random.Next(8) / 4.0,
            random.Next(3),
            random.Next(2) == 0 ? null : 0.5,
            "why",
            random.Next(3) == 0 ? null : random.Next(1, 3),
            random.Next(2) == 0 ? null : 2,
            state,
            created,
            state == "pending" ? null : created.AddMinutes(30 * random.Next(9)),
            state == "pending" ? null : 2
        );
    }

    private async Task<IReadOnlyList<QueueEntry>> AllAsync()
    {
        await using ForumDb db = _database.Get<Func<ForumDb>>()();
        return await db.GetTable<QueueEntry>().OrderBy(entry => entry.Id).ToListAsync();
    }
}
