namespace LearningStudio.Moderation.Review.InMemory;

/// <summary>A review queue in memory: for tests, trials and small sites. Thread-safe; reads and claims are linear.</summary>
public sealed partial class InMemoryReviewQueue(TimeProvider time) : IReviewQueue
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<long, StoredReview> _items = [];
    private readonly Dictionary<(ReviewTarget Target, ReviewType Type), StoredReview> _open = [];
    private long _lastId;

    /// <inheritdoc />
    public Task<long> AddAsync(ReviewRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Locked(now =>
        {
            if (!_open.TryGetValue((request.Target, request.Type), out StoredReview? review))
            {
                review = Open(new StoredReview(New(request, now)));
            }

            review.Merge(request, now);
            return review.Item.Id;
        });
    }

    /// <inheritdoc />
    public Task<PendingReviews> GetPendingAsync(int skip, int take, CancellationToken cancellationToken = default) =>
        Locked(now => new PendingReviews(
            [
                .. Pending()
                    .OrderByDescending(item => ReviewPriority.Of(item, now).Score)
                    .ThenBy(item => item.Id)
                    .Skip(skip)
                    .Take(take),
            ],
            _open.Count
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
                .. Pending()
                    .Where(item => IsOf(item, filter))
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
        Locked(_ => _items.GetValueOrDefault(id)?.Item);

    /// <inheritdoc />
    public Task ReopenAsync(ReviewTarget target, CancellationToken cancellationToken = default) =>
        Locked(now =>
        {
            StoredReview[] open = [.. _open.Values.Where(review => review.Item.Target == target)];
            foreach (StoredReview review in open)
            {
                ReviewStage stage = review.Item.Stage == ReviewStage.Waiting ? ReviewStage.Open : review.Item.Stage;
                review.Leave(stage, now);
                ReviewItem reopened = review.Item with { Id = ++_lastId, Fence = 0 };
                Close(review, review.Item with { State = ReviewState.Superseded });
                Write(review, now, ReviewAction.Reopen, actorId: null);
                Open(new StoredReview(reopened) { Voters = review.Voters, Codes = review.Codes });
            }

            return open.Length;
        });

    /// <inheritdoc />
    public Task<int> CountPendingAsync(CancellationToken cancellationToken = default) => Locked(_ => _open.Count);

    /// <inheritdoc />
    public Task<int> CountPendingAgainstAsync(long userId, CancellationToken cancellationToken = default) =>
        Locked(_ => Pending().Count(item => item.ReportedUserId == userId && item.Type != ReviewType.UserReport));

    private static bool IsOf(ReviewItem item, ReviewFilter filter) =>
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
            ++_lastId,
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

    private StoredReview Open(StoredReview review)
    {
        _items.Add(review.Item.Id, review);
        _open.Add((review.Item.Target, review.Item.Type), review);
        return review;
    }

    private void Close(StoredReview review, ReviewItem item)
    {
        _open.Remove((item.Target, item.Type));
        review.Item = item;
    }

    private IEnumerable<ReviewItem> Pending() => _open.Values.Select(review => review.Item);

    private Task<T> Locked<T>(Func<DateTimeOffset, T> work)
    {
        lock (_lock)
        {
            return Task.FromResult(work(time.GetUtcNow()));
        }
    }
}
