using LearningStudio.Moderation.Review.Analytics;
using LearningStudio.Moderation.Review.Reports;

namespace LearningStudio.Moderation.Review.InMemory;

// Threads: only under the lock of its queue.
/// <summary>Sums up a queue in memory. Superseded items count nowhere.</summary>
internal sealed class InMemoryReviewStats(InMemoryReviewTable table, InMemoryReviewLog log)
{
    private const int MaxListed = 200;

    public ReporterRecord GetReporter(long userId, DateTimeOffset since)
    {
        StoredReview[] theirs =
        [
            .. table.All.Where(r => r.Voters.ContainsKey(userId) && r.Item.State != ReviewState.Superseded),
        ];
        return new ReporterRecord(
            theirs.Count(review => review.Voters[userId] >= since),
            theirs.Count(review => review.Item.State == ReviewState.Rejected),
            theirs.Count(review => review.Item.State == ReviewState.Approved)
        );
    }

    public ReviewStatistics GetStatistics(DateTimeOffset now)
    {
        ReviewItem[] open = [.. table.OpenItems];
        return new ReviewStatistics(
            open.Length,
            open.Count(item => item.ClaimedBy is not null && item.AvailableAt > now),
            open.Count(item => item.Stage == ReviewStage.Escalated),
            open.Count(item => item.Stage == ReviewStage.Waiting),
            open.Count(item => item.DueAt <= now),
            open.Count(item => item.Priority <= 2),
            open.Length == 0 ? TimeSpan.Zero : now - open.Min(item => item.CreatedAt)
        );
    }

    public ReviewPeriodStats GetPeriod(DateTimeOffset since, DateTimeOffset now)
    {
        StoredReview[] all = [.. table.All.Where(review => review.Item.State != ReviewState.Superseded)];
        StoredReview[] decided = [.. all.Where(review => review.Item.DecidedAt >= since)];
        return new ReviewPeriodStats(
            all.Select(review => review.Item)
                .Where(item => item.CreatedAt < since && !(item.DecidedAt < since))
                .GroupBy(item => item.Type)
                .ToDictionary(items => items.Key, items => items.Count()),
            Days(all, since),
            Percentiles.Compute(table.OpenItems.Select(item => now - item.CreatedAt)),
            Percentiles.Compute(decided.Select(review => review.Item.DecidedAt!.Value - review.Item.CreatedAt)),
            Moderators(log.GetSince(since)),
            [
                .. Tally(decided.SelectMany(r => r.Codes.Select(code => (code, r.Item.State))))
                    .Select(rule => new RuleStats(rule.Key, rule.Approved, rule.Rejected)),
            ],
            [
                .. Tally(decided.SelectMany(r => r.Voters.Keys.Select(voter => (voter, r.Item.State))))
                    .Select(reporter => new ReporterStats(reporter.Key, reporter.Rejected, reporter.Approved)),
            ]
        );
    }

    public ReviewAnalytics GetAnalytics(DateTimeOffset since)
    {
        ReviewItem[] all = [.. table.All.Select(review => review.Item)];
        ReviewItem[] decided = [.. all.Where(item => item.DecidedAt >= since)];
        return new ReviewAnalytics(
            table.Open.Count,
            table.OpenItems.GroupBy(item => item.Type).ToDictionary(items => items.Key, items => items.Count()),
            all.Count(item => item.CreatedAt >= since && item.State != ReviewState.Superseded),
            decided.Count(item => item.State == ReviewState.Approved),
            decided.Count(item => item.State == ReviewState.Rejected),
            decided.Length == 0
                ? null
                : TimeSpan.FromSeconds(decided.Average(i => (i.DecidedAt!.Value - i.CreatedAt).TotalSeconds))
        );
    }

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
                        Percentiles.Compute(decisions.Select(entry => entry.Handling).OfType<TimeSpan>())?.P50,
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
            .Take(MaxListed)
            .Select(group =>
                (
                    group.Key,
                    group.Count(row => row.State == ReviewState.Approved),
                    group.Count(row => row.State == ReviewState.Rejected)
                )
            );
}
