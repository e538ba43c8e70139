using LearningStudio.Moderation.Review.Analytics;
using LearningStudio.Moderation.Review.Decisions;
using LearningStudio.Moderation.Review.Reports;

namespace LearningStudio.Moderation.Review.InMemory;

/// <summary>A review queue in memory: for tests, trials and small sites. Thread-safe; reads and claims are linear.</summary>
public sealed class InMemoryReviewQueue : IReviewQueue
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly InMemoryReviewTable _table = new();
    private readonly InMemoryReviewLog _log = new();
    private readonly InMemoryDecisions _decisions;
    private readonly InMemoryReviewStats _stats;

    /// <summary>Makes an empty queue.</summary>
    /// <param name="time">The clock.</param>
    public InMemoryReviewQueue(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _decisions = new InMemoryDecisions(_table, _log);
        _stats = new InMemoryReviewStats(_table, _log);
    }

    /// <inheritdoc />
    public Task<long> AddAsync(ReviewRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Locked(now =>
        {
            StoredReview review =
                _table.FindOpen(request.Target, request.Type) ?? _table.Add(new StoredReview(New(request, now)));
            review.Merge(request, now);
            return review.Item.Id;
        });
    }

    /// <inheritdoc />
    public Task<PendingReviews> GetPendingAsync(int skip, int take, CancellationToken cancellationToken = default) =>
        Locked(now => new PendingReviews(
            [
                .. _table
                    .OpenItems.OrderByDescending(item => ReviewPriority.Compute(item, now).Score)
                    .ThenBy(item => item.Id)
                    .Skip(skip)
                    .Take(take),
            ],
            _table.Open.Count
        ));

    /// <inheritdoc />
    public Task<ReviewPage> ListAsync(
        ReviewFilter filter,
        string? after,
        int take,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(filter);
        (long Rank, long Id)? start = after is null ? null : From(ReviewCursor.Parse(after));
        return Locked(_ =>
        {
            ReviewItem[] items =
            [
                .. _table
                    .OpenItems.Where(item => IsOf(item, filter))
                    .Select(item => (Place: (Rank: -ReviewPriority.SortKey(item), item.Id), Item: item))
                    .Where(placed => start is not { } place || placed.Place.CompareTo(place) > 0)
                    .OrderBy(placed => placed.Place)
                    .Take(take + 1)
                    .Select(placed => placed.Item),
            ];
            return items.Length <= take
                ? new ReviewPage(items, null)
                : new ReviewPage(items[..take], CursorOf(items[take - 1]));
        });
    }

    /// <inheritdoc />
    public Task<ReviewItem?> FindAsync(long id, CancellationToken cancellationToken = default) =>
        Locked(_ => _table.Find(id)?.Item);

    /// <inheritdoc />
    public Task ReopenAsync(ReviewTarget target, CancellationToken cancellationToken = default) =>
        Locked(now =>
        {
            StoredReview[] open = [.. _table.Open.Where(review => review.Item.Target == target)];
            foreach (StoredReview review in open)
            {
                ReviewStage stage = review.Item.Stage == ReviewStage.Waiting ? ReviewStage.Open : review.Item.Stage;
                review.Leave(stage, now);
                ReviewItem reopened = review.Item with { Id = _table.NextId(), Fence = 0 };
                _table.Close(review, review.Item with { State = ReviewState.Superseded });
                _log.Write(review, now, ReviewAction.Reopen, actorId: null);
                _table.Add(new StoredReview(reopened) { Voters = review.Voters, Codes = review.Codes });
            }

            return open.Length;
        });

    /// <inheritdoc />
    public Task<int> CountPendingAsync(CancellationToken cancellationToken = default) => Locked(_ => _table.Open.Count);

    /// <inheritdoc />
    public Task<int> CountPendingAgainstAsync(long userId, CancellationToken cancellationToken = default) =>
        Locked(_ =>
            _table.OpenItems.Count(item => item.ReportedUserId == userId && item.Type != ReviewType.UserReport)
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<ReviewClaim>> ClaimAsync(
        ClaimRequest request,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        return Locked<IReadOnlyList<ReviewClaim>>(now =>
        {
            HashSet<ReviewTarget> leads = request.IsLead ? [] : _table.GetEscalatedTargets();
            StoredReview[] chosen =
            [
                .. request.ItemId is { } id
                    ? _table.Find(id) is { } one && one.IsFreeFor(request, now) && !leads.Contains(one.Item.Target)
                        ? [one]
                        : []
                    : _table
                        .Open.Where(review => review.IsFor(request, now) && !leads.Contains(review.Item.Target))
                        .OrderBy(review => review.Turn(now))
                        .Take(request.Count),
            ];
            return [.. chosen.Select(review => review.Claim(request, now))];
        });
    }

    /// <inheritdoc />
    public Task<bool> RenewAsync(ReviewLease lease, TimeSpan duration, CancellationToken cancellationToken = default) =>
        Holding(lease, (review, now) => review.Item = review.Item with { AvailableAt = now + duration });

    /// <inheritdoc />
    public Task<bool> ReleaseAsync(ReviewLease lease, CancellationToken cancellationToken = default) =>
        Holding(lease, (review, now) => review.Leave(review.Item.Stage, now));

    /// <inheritdoc />
    public Task<ReviewOutcome> DecideAsync(ReviewActionRequest action, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(action);
        return Locked(now => _decisions.Decide(action, now));
    }

    /// <inheritdoc />
    public Task<int> DecideAsync(
        ReviewTarget target,
        ReviewDecision decision,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(decision);
        return Locked(now => _decisions.Decide(target, decision, now));
    }

    /// <inheritdoc />
    public Task<BulkResult?> DecideManyAsync(BulkDecision decision, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return Locked(now => _decisions.DecideMany(decision, now));
    }

    /// <inheritdoc />
    public Task<ReviewOutcome> UndoAsync(UndoRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Locked(now => _decisions.Undo(request, now));
    }

    /// <inheritdoc />
    public Task<bool> AddNoteAsync(
        long itemId,
        long moderatorId,
        string note,
        CancellationToken cancellationToken = default
    ) =>
        Locked(now =>
        {
            StoredReview? review = _table.Find(itemId);
            if (review is not null)
            {
                _log.Write(review, now, ReviewAction.Note, moderatorId, note);
            }

            return review is not null;
        });

    /// <inheritdoc />
    public Task<IReadOnlyList<ReviewLogEntry>> GetLogAsync(
        long itemId,
        CancellationToken cancellationToken = default
    ) => Locked(_ => _log.Get(itemId));

    /// <inheritdoc />
    public Task<ReporterRecord> GetReporterAsync(
        long userId,
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    ) => Locked(_ => _stats.GetReporter(userId, since));

    /// <inheritdoc />
    public Task<ReviewStatistics> GetStatisticsAsync(CancellationToken cancellationToken = default) =>
        Locked(_stats.GetStatistics);

    /// <inheritdoc />
    public Task<ReviewPeriodStats> GetPeriodStatsAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    ) => Locked(now => _stats.GetPeriod(since, now));

    /// <inheritdoc />
    public Task<ReviewAnalytics> GetAnalyticsAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    ) => Locked(_ => _stats.GetAnalytics(since));

    /// <inheritdoc />
    public Task<int> CleanUpAsync(
        DateTimeOffset before,
        DateTimeOffset logBefore,
        CancellationToken cancellationToken = default
    ) =>
        Locked(_ =>
        {
            _log.RemoveBefore(logBefore);
            _decisions.ForgetBefore(before);
            return _table.RemoveClosedBefore(before);
        });

    /// <inheritdoc />
    /// <remarks>Nothing moves: places are not kept here, and of users it knows only what requests say.</remarks>
    public Task<int> RecomputeAsync(CancellationToken cancellationToken = default) => Task.FromResult(0);

    internal static bool IsOf(ReviewItem item, ReviewFilter filter) =>
        (filter.ReportedUserId is null || item.ReportedUserId == filter.ReportedUserId)
        && (filter.Type is null || item.Type == filter.Type)
        && (filter.MaxPriority is null || item.Priority <= filter.MaxPriority)
        && (filter.ClusterId is null || item.ClusterId == filter.ClusterId)
        && (filter.Stage is null || item.Stage == filter.Stage)
        && (filter.ClaimedBy is null || item.ClaimedBy == filter.ClaimedBy);

    private static string CursorOf(ReviewItem item) => ReviewCursor.Format(ReviewPriority.SortKey(item), item.Id);

    private static (long Rank, long Id) From((long SortKey, long ItemId) cursor) => (-cursor.SortKey, cursor.ItemId);

    private ReviewItem New(ReviewRequest request, DateTimeOffset now) =>
        new(
            _table.NextId(),
            request.Target,
            request.Type,
            request.Priority,
            request.Reasons,
            request.SpamScore,
            request.ReportedUserId,
            request.ReportedTrustLevel,
            Votes: 0,
            ReviewState.Pending,
            now
        );

    private Task<T> Locked<T>(Func<DateTimeOffset, T> work)
    {
        lock (_lock)
        {
            return Task.FromResult(work(_time.GetUtcNow()));
        }
    }

    private Task<bool> Holding(ReviewLease lease, Action<StoredReview, DateTimeOffset> change)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return Locked(now =>
        {
            if (_table.Find(lease.ItemId) is not { } review || !review.IsHeldBy(lease))
            {
                return false;
            }

            change(review, now);
            return true;
        });
    }
}
