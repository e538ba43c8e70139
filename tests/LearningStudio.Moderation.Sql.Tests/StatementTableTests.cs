using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using LearningStudio.Moderation.Duplicates;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Decisions;
using LearningStudio.Statements;

namespace LearningStudio.Moderation.Sql.Tests;

/// <summary>
/// The table of statements in docs/moderation.md is what is measured here, as whoever listens to the package sees it.
/// LEARNINGSTUDIO_UPDATE_DOCS=1 writes it.
/// </summary>
public sealed class StatementTableTests
{
    private const string Begin = "<!-- statements: written by StatementTableTests -->\n";
    private const string End = "<!-- end of statements -->";
    private static readonly DateTimeOffset Since = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ReviewTarget Post = new(ReviewTargetKind.Post, 1);
    private static readonly ReviewRequest Request = new()
    {
        Target = Post,
        Type = ReviewType.FlaggedPost,
        Priority = 3,
        Reasons = [new ReviewReason("why")],
        VoterId = 2,
    };
    private static readonly Fingerprint Text = Fingerprint.Compute("A sentence that is long enough to have a sketch.");

    // In an order in which each finds something to do: the item 1 is claimed by 9, and 2 takes its place.
    private static readonly (string Name, Func<ReviewQueueRepository, Task> Call)[] Queue =
    [
        ("IReviewQueue.AddAsync", queue => queue.AddAsync(Request)),
        ("IReviewQueue.GetPendingAsync", queue => queue.GetPendingAsync(0, 10)),
        ("IReviewQueue.ListAsync", queue => queue.ListAsync(new ReviewFilter(), null, 10)),
        ("IReviewQueue.FindAsync", queue => queue.FindAsync(1)),
        (
            "IReviewQueue.ClaimAsync",
            queue => queue.ClaimAsync(new ClaimRequest { ModeratorId = 9, Lease = TimeSpan.FromMinutes(5) })
        ),
        ("IReviewQueue.RenewAsync", queue => queue.RenewAsync(new ReviewLease(1, 9, 1), TimeSpan.FromMinutes(5))),
        ("IReviewRecords.AddNoteAsync", queue => queue.AddNoteAsync(1, 9, "Seen.")),
        (
            "IReviewQueue.DecideAsync (an item)",
            queue =>
                queue.DecideAsync(
                    new ReviewActionRequest { Lease = new ReviewLease(1, 9, 1), Action = ReviewAction.Escalate }
                )
        ),
        ("IReviewQueue.ReleaseAsync", queue => queue.ReleaseAsync(new ReviewLease(1, 9, 1))),
        ("IReviewQueue.ReopenAsync", queue => queue.ReopenAsync(Post)),
        (
            "IReviewQueue.DecideAsync (a target)",
            queue => queue.DecideAsync(Post, new ReviewDecision(false, 9) { IsLead = true })
        ),
        ("ReviewQueueRepository.FindDecisionAsync", queue => queue.FindDecisionAsync(2)),
        ("ReviewQueueRepository.FindDecidedAsync", queue => queue.FindDecidedAsync([2])),
        (
            "IReviewQueue.UndoAsync",
            queue =>
                queue.UndoAsync(
                    new UndoRequest
                    {
                        ItemId = 2,
                        ModeratorId = 9,
                        Window = TimeSpan.FromHours(1),
                    }
                )
        ),
        (
            "IReviewQueue.DecideManyAsync",
            queue =>
                queue.DecideManyAsync(
                    new BulkDecision("key", new ReviewFilter(), new ReviewDecision(false, 9) { IsLead = true })
                )
        ),
        ("IReviewQueue.CountPendingAsync", queue => queue.CountPendingAsync()),
        ("IReviewQueue.CountPendingAgainstAsync", queue => queue.CountPendingAgainstAsync(1)),
        ("IReviewQueue.GetAnalyticsAsync", queue => queue.GetAnalyticsAsync(Since)),
        ("IReviewRecords.GetLogAsync", queue => queue.GetLogAsync(1)),
        ("IReviewRecords.GetReporterAsync", queue => queue.GetReporterAsync(1, Since)),
        ("IReviewRecords.GetStatisticsAsync", queue => queue.GetStatisticsAsync()),
        ("IReviewRecords.GetPeriodStatsAsync", queue => queue.GetPeriodStatsAsync(Since)),
        ("IReviewRecords.RecomputeAsync", queue => queue.RecomputeAsync()),
        ("IReviewRecords.CleanUpAsync", queue => queue.CleanUpAsync(Since, Since)),
    ];

    private static readonly (string Name, Func<FingerprintRepository, Task> Call)[] Fingerprints =
    [
        (
            "IFingerprintStore.AddAsync",
            store =>
                store.AddAsync(
                    new NewFingerprint
                    {
                        PostId = 1,
                        Fingerprint = Text,
                        CreatedAt = Since,
                    }
                )
        ),
        ("IFingerprintStore.FindAsync", store => store.FindAsync(Text.Bands, 50)),
        ("IFingerprintStore.GetClusterAsync", store => store.GetClusterAsync(1, 100)),
        ("IFingerprintStore.MarkAsync", store => store.MarkAsync(1, FingerprintLabel.Ham)),
        ("IFingerprintStore.ExpireAsync", store => store.ExpireAsync(Since.AddDays(1))),
        ("IFingerprintStore.RemoveAsync", store => store.RemoveAsync(1)),
    ];

    [Fact]
    public async Task TableOfTheDocs_IsWhatIsMeasured()
    {
        Dictionary<string, int> sqlite = await MeasureAsync<Sqlite>();
        Dictionary<string, int> postgreSql = await MeasureAsync<PostgreSql>();
        var table = new StringBuilder("| method | SQLite | PostgreSQL |\n|---|---|---|\n");
        foreach ((string method, int count) in sqlite)
        {
            table.Append(CultureInfo.InvariantCulture, $"| `{method}` | {count} | {postgreSql[method]} |\n");
        }

        string path = Checkout.PathOf("docs", "moderation.md");
        string page = await File.ReadAllTextAsync(path);
        int begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = page.IndexOf(End, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("LEARNINGSTUDIO_UPDATE_DOCS") == "1")
        {
            await File.WriteAllTextAsync(path, page[..begin] + table + page[end..]);
        }
        else
        {
            page[begin..end].ShouldBe(table.ToString());
        }
    }

    [Fact]
    public void EveryMethodOfThePorts_IsListed() =>
        new[] { typeof(IReviewQueue), typeof(IReviewRecords), typeof(IFingerprintStore) }
            .SelectMany(port =>
                port.GetMethods(BindingFlags.Public | BindingFlags.Instance)
                    .Select(method => $"{port.Name}.{method.Name}")
            )
            .Distinct()
            .ShouldBeSubsetOf(Queue.Select(row => row.Name.Split(' ')[0]).Concat(Fingerprints.Select(row => row.Name)));

    private static async Task<Dictionary<string, int>> MeasureAsync<TEngine>()
        where TEngine : ITestEngine, new()
    {
        await using var database = new TestDatabase<TEngine>();
        await database.InitializeAsync();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((string name, Func<ReviewQueueRepository, Task> call) in Queue)
        {
            counts.Add(name, await CountAsync(() => call(database.Queue)));
        }

        foreach ((string name, Func<FingerprintRepository, Task> call) in Fingerprints)
        {
            counts.Add(name, await CountAsync(() => call(database.Get<FingerprintRepository>())));
        }

        return counts;
    }

    // Other tests report to the same listener at the same time: what flows with this call is its own.
    private static async Task<int> CountAsync(Func<Task> call)
    {
        var own = new AsyncLocal<bool> { Value = true };
        var statements = new ConcurrentBag<string>();
        using IDisposable all = DiagnosticListener.AllListeners.Subscribe(
            new Observer<DiagnosticListener>(listener =>
            {
                if (listener.Name == DatabaseMetrics.Name)
                {
                    _ = listener.Subscribe(
                        new Observer<KeyValuePair<string, object?>>(reported =>
                        {
                            if (
                                own.Value
                                && reported.Key is StatementReporter.Executing
                                && reported.Value is IReadOnlyDictionary<string, object?> payload
                            )
                            {
                                statements.Add(((DbCommand)payload["Command"]!).CommandText);
                            }
                        })
                    );
                }
            })
        );
        await call();
        return statements.Count;
    }

    private sealed class Observer<T>(Action<T> next) : IObserver<T>
    {
        public void OnNext(T value) => next(value);

        public void OnCompleted() { }

        public void OnError(Exception error) { }
    }
}
