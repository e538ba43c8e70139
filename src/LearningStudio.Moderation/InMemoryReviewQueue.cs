namespace LearningStudio.Moderation;

/// <summary>A review queue in memory: for tests, trials and small sites. Thread-safe; reads are linear.</summary>
public sealed class InMemoryReviewQueue(TimeProvider time) : IReviewQueue
{
    private readonly Lock _lock = new();
    private readonly List<ReviewItem> _items = [];
    private readonly HashSet<(long ItemId, long VoterId)> _votes = [];

    /// <inheritdoc />
    public Task<long> AddAsync(ReviewRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        lock (_lock)
        {
            int open = _items.FindIndex(item =>
                item.State == ReviewState.Pending && item.Target == request.Target && item.Type == request.Type
            );
            if (open < 0)
            {
                open = _items.Count;
                _items.Add(New(open + 1, request));
            }

            ReviewItem item = _items[open];
            bool isNewVote = request.VoterId is { } voter && _votes.Add((item.Id, voter));
            _items[open] = item with
            {
                Priority = Math.Min(item.Priority, request.Priority),
                Reasons = request.Reasons.Count > 0 ? request.Reasons : item.Reasons,
                SpamScore = request.SpamScore ?? item.SpamScore,
                Votes = item.Votes + (isNewVote ? 1 : 0),
            };
            return Task.FromResult(item.Id);
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<ReviewItem>> GetPendingAsync(
        int skip,
        int take,
        CancellationToken cancellationToken = default
    )
    {
        DateTimeOffset now = time.GetUtcNow();
        return Read<IReadOnlyList<ReviewItem>>(() =>
            [
                .. Pending()
                    .OrderByDescending(item => ReviewPriority.Of(item, now).Score)
                    .ThenBy(item => item.Id)
                    .Skip(skip)
                    .Take(take),
            ]
        );
    }

    /// <inheritdoc />
    public Task<ReviewItem?> FindAsync(long id, CancellationToken cancellationToken = default) =>
        Read(() => _items.Find(item => item.Id == id));

    /// <inheritdoc />
    public Task<int> DecideAsync(
        ReviewTarget target,
        ReviewDecision decision,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(decision);
        return Read(() =>
        {
            ReviewItem[] open = [.. Pending().Where(item => item.Target == target)];
            foreach (ReviewItem item in open)
            {
                _items[_items.IndexOf(item)] = item with
                {
                    State = decision.IsApproved ? ReviewState.Approved : ReviewState.Rejected,
                    DecidedAt = time.GetUtcNow(),
                    DecidedBy = decision.ModeratorId,
                };
            }

            return open.Length;
        });
    }

    /// <inheritdoc />
    public Task ReopenAsync(ReviewTarget target, CancellationToken cancellationToken = default) =>
        Read(() =>
        {
            ReviewItem[] open = [.. Pending().Where(item => item.Target == target)];
            foreach (ReviewItem item in open)
            {
                _items[_items.IndexOf(item)] = item with { State = ReviewState.Superseded };
                ReviewItem reopened = item with { Id = _items.Count + 1 };
                _items.Add(reopened);
                _votes.UnionWith([.. _votes.Where(v => v.ItemId == item.Id).Select(v => (reopened.Id, v.VoterId))]);
            }

            return open.Length;
        });

    /// <inheritdoc />
    public Task<int> CountPendingAsync(CancellationToken cancellationToken = default) => Read(() => Pending().Count());

    /// <inheritdoc />
    public Task<int> CountPendingAgainstAsync(long userId, CancellationToken cancellationToken = default) =>
        Read(() => Pending().Count(item => item.ReportedUserId == userId && item.Type != ReviewType.UserReport));

    /// <inheritdoc />
    public Task<ReviewAnalytics> GetAnalyticsAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    ) =>
        Read(() =>
        {
            ReviewItem[] decided = [.. _items.Where(item => item.DecidedAt >= since)];
            return new ReviewAnalytics(
                Pending().Count(),
                Pending().GroupBy(item => item.Type).ToDictionary(items => items.Key, items => items.Count()),
                _items.Count(item => item.CreatedAt >= since && item.State != ReviewState.Superseded),
                decided.Count(item => item.State == ReviewState.Approved),
                decided.Count(item => item.State == ReviewState.Rejected),
                decided.Length == 0
                    ? null
                    : TimeSpan.FromSeconds(decided.Average(i => (i.DecidedAt!.Value - i.CreatedAt).TotalSeconds))
            );
        });

    private ReviewItem New(long id, ReviewRequest request) =>
        new(
            id,
            request.Target,
            request.Type,
            request.Priority,
            request.Reasons,
            request.SpamScore,
            request.ReportedUserId,
            request.ReportedTrustLevel,
            Votes: 0,
            ReviewState.Pending,
            time.GetUtcNow()
        );

    private IEnumerable<ReviewItem> Pending() => _items.Where(item => item.State == ReviewState.Pending);

    private Task<T> Read<T>(Func<T> read)
    {
        lock (_lock)
        {
            return Task.FromResult(read());
        }
    }
}
