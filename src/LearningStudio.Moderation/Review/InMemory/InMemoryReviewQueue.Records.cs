using LearningStudio.Moderation.Review.Analytics;
using LearningStudio.Moderation.Review.Reports;

namespace LearningStudio.Moderation.Review.InMemory;

public sealed partial class InMemoryReviewQueue
{
    private const int LongestLog = 1000;
    private const int MostFigures = 200;
    private readonly List<ReviewLogEntry> _log = [];
    private long _lastEntry;

    /// <inheritdoc />
    public Task<bool> AddNoteAsync(
        long itemId,
        long moderatorId,
        string note,
        CancellationToken cancellationToken = default
    ) =>
        Locked(now =>
        {
            bool exists = _items.TryGetValue(itemId, out StoredReview? review);
            if (exists)
            {
                Write(review!, now, ReviewAction.Note, moderatorId, note);
            }

            return exists;
        });

    /// <inheritdoc />
    public Task<IReadOnlyList<ReviewLogEntry>> GetLogAsync(
        long itemId,
        CancellationToken cancellationToken = default
    ) => Locked<IReadOnlyList<ReviewLogEntry>>(_ => [.. _log.Where(e => e.ItemId == itemId).Take(LongestLog)]);

    /// <inheritdoc />
    public Task<ReporterRecord> GetReporterAsync(
        long userId,
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    ) =>
        Locked(_ =>
        {
            StoredReview[] theirs =
            [
                .. _items.Values.Where(r => r.Voters.ContainsKey(userId) && r.Item.State != ReviewState.Superseded),
            ];
            return new ReporterRecord(
                theirs.Count(review => review.Voters[userId] >= since),
                theirs.Count(review => review.Item.State == ReviewState.Rejected),
                theirs.Count(review => review.Item.State == ReviewState.Approved)
            );
        });

    /// <inheritdoc />
    public Task<ReviewStatistics> GetStatisticsAsync(CancellationToken cancellationToken = default) =>
        Locked(now =>
        {
            ReviewItem[] open = [.. Pending()];
            return new ReviewStatistics(
                open.Length,
                open.Count(item => item.ClaimedBy is not null && item.AvailableAt > now),
                open.Count(item => item.Stage == ReviewStage.Escalated),
                open.Count(item => item.Stage == ReviewStage.Waiting),
                open.Count(item => item.DueAt <= now),
                open.Count(item => item.Priority <= 2),
                open.Length == 0 ? TimeSpan.Zero : now - open.Min(item => item.CreatedAt)
            );
        });

    /// <inheritdoc />
    public Task<ReviewPeriodStats> GetFiguresAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    ) =>
        Locked(now =>
        {
            StoredReview[] all = [.. _items.Values.Where(review => review.Item.State != ReviewState.Superseded)];
            StoredReview[] decided = [.. all.Where(review => review.Item.DecidedAt >= since)];
            return new ReviewPeriodStats(
                all.Select(review => review.Item)
                    .Where(item => item.CreatedAt < since && !(item.DecidedAt < since))
                    .GroupBy(item => item.Type)
                    .ToDictionary(items => items.Key, items => items.Count()),
                Days(all, since),
                Percentiles.Of(Pending().Select(item => now - item.CreatedAt)),
                Percentiles.Of(decided.Select(review => review.Item.DecidedAt!.Value - review.Item.CreatedAt)),
                Moderators([.. _log.Where(entry => entry.At >= since)]),
                [
                    .. Tally(decided.SelectMany(r => r.Codes.Select(code => (code, r.Item.State))))
                        .Select(rule => new RuleStats(rule.Key, rule.Approved, rule.Rejected)),
                ],
                [
                    .. Tally(decided.SelectMany(r => r.Voters.Keys.Select(voter => (voter, r.Item.State))))
                        .Select(reporter => new ReporterStats(reporter.Key, reporter.Rejected, reporter.Approved)),
                ]
            );
        });

    /// <inheritdoc />
    public Task<int> CleanUpAsync(
        DateTimeOffset before,
        DateTimeOffset logBefore,
        CancellationToken cancellationToken = default
    ) =>
        Locked(_ =>
        {
            long[] old =
            [
                .. _items
                    .Values.Select(review => review.Item)
                    .Where(i => i.State != ReviewState.Pending && (i.DecidedAt ?? i.CreatedAt) < before)
                    .Select(item => item.Id),
            ];
            Array.ForEach(old, id => _items.Remove(id));
            _log.RemoveAll(entry => entry.At < logBefore);
            foreach (string key in _bulks.Where(bulk => bulk.Value.At < before).Select(bulk => bulk.Key).ToArray())
            {
                _bulks.Remove(key);
            }

            return old.Length;
        });

    /// <inheritdoc />
    /// <remarks>Nothing moves: places are not kept here, and of users it knows only what requests say.</remarks>
    public Task<int> RecomputeAsync(CancellationToken cancellationToken = default) => Task.FromResult(0);

    /// <inheritdoc />
    public Task<ReviewAnalytics> GetAnalyticsAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken = default
    ) =>
        Locked(_ =>
        {
            ReviewItem[] all = [.. _items.Values.Select(review => review.Item)];
            ReviewItem[] decided = [.. all.Where(item => item.DecidedAt >= since)];
            return new ReviewAnalytics(
                _open.Count,
                Pending().GroupBy(item => item.Type).ToDictionary(items => items.Key, items => items.Count()),
                all.Count(item => item.CreatedAt >= since && item.State != ReviewState.Superseded),
                decided.Count(item => item.State == ReviewState.Approved),
                decided.Count(item => item.State == ReviewState.Rejected),
                decided.Length == 0
                    ? null
                    : TimeSpan.FromSeconds(decided.Average(i => (i.DecidedAt!.Value - i.CreatedAt).TotalSeconds))
            );
        });

    private static DayStats[] Days(StoredReview[] reviews, DateTimeOffset since)
    {
        IEnumerable<(DateTimeOffset At, ReviewType Type, ReviewState State)> changes = reviews.SelectMany(review =>
            new[]
            {
                (review.Item.CreatedAt, review.Item.Type, ReviewState.Pending),
                (review.Item.DecidedAt ?? DateTimeOffset.MinValue, review.Item.Type, review.Item.State),
            }
        );
        return
        [
            .. changes
                .Where(change => change.At >= since)
                .GroupBy(change => (Day: DateOnly.FromDateTime(change.At.UtcDateTime), change.Type))
                .OrderBy(group => group.Key)
                .Select(group => new DayStats(
                    group.Key.Day,
                    group.Key.Type,
                    group.Count(change => change.State == ReviewState.Pending),
                    group.Count(change => change.State == ReviewState.Approved),
                    group.Count(change => change.State == ReviewState.Rejected)
                )),
        ];
    }

    private static ModeratorStats[] Moderators(ReviewLogEntry[] log)
    {
        ILookup<long?, ReviewLogEntry> acts = log.ToLookup(entry => entry.ActorId);
        ILookup<long?, ReviewLogEntry> reversals = log.Where(e => e.SubjectId is not null).ToLookup(e => e.SubjectId);
        return
        [
            .. acts.Select(group => group.Key)
                .Union(reversals.Select(group => group.Key))
                .OfType<long>()
                .Order()
                .Select(id =>
                {
                    ReviewLogEntry[] decisions = [.. acts[id].Where(IsDecision)];
                    return new ModeratorStats(
                        id,
                        decisions.Length,
                        Percentiles.Of(decisions.Select(entry => entry.Handling).OfType<TimeSpan>())?.P50,
                        reversals[id].Count(),
                        acts[id].Count(entry => entry.Action == ReviewAction.Skip)
                    );
                }),
        ];
    }

    private static bool IsDecision(ReviewLogEntry entry) => entry.Action is ReviewAction.Approve or ReviewAction.Reject;

    private static IEnumerable<(TKey Key, int Approved, int Rejected)> Tally<TKey>(
        IEnumerable<(TKey Key, ReviewState State)> decided
    ) =>
        decided
            .GroupBy(row => row.Key)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key)
            .Take(MostFigures)
            .Select(group =>
                (
                    group.Key,
                    group.Count(row => row.State == ReviewState.Approved),
                    group.Count(row => row.State == ReviewState.Rejected)
                )
            );

    private void Write(
        StoredReview review,
        DateTimeOffset now,
        ReviewAction action,
        long? actorId,
        string? note = null,
        string? bulkKey = null,
        long? subjectId = null,
        TimeSpan? handling = null
    ) =>
        _log.Add(
            new ReviewLogEntry(
                ++_lastEntry,
                review.Item.Id,
                now,
                actorId,
                action,
                review.Item.State,
                review.Item.Fence,
                note,
                bulkKey,
                subjectId,
                handling
            )
        );
}
