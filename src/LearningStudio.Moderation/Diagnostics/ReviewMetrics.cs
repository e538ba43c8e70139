using System.Diagnostics.Metrics;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Analytics;
using LearningStudio.Moderation.Review.Decisions;
using LearningStudio.Moderation.Review.Reports;

namespace LearningStudio.Moderation.Diagnostics;

// Rule: attributes are actions and types, never an id. Depth and age are those of the last time the queue was counted.
internal sealed class ReviewMetrics
{
    private readonly Counter<long> _actions;
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _takeovers;
    private readonly Counter<long> _reports;
    private volatile ReviewStatistics? _counted;

    public ReviewMetrics(ModerationMeter own)
    {
        Meter meter = own.Meter;
        _actions = meter.CreateCounter<long>("moderation.review.actions", "{item}", "What moderators did to items.");
        _conflicts = meter.CreateCounter<long>("moderation.review.conflicts", "{item}", "Steps that came too late.");
        _takeovers = meter.CreateCounter<long>("moderation.review.takeovers", "{item}", "Leases that ran out.");
        _reports = meter.CreateCounter<long>("moderation.review.reports", "{report}", "Reports of users.");
        meter.CreateObservableGauge("moderation.review.depth", Depth, "{item}", "Open items.");
        meter.CreateObservableGauge("moderation.review.age", Age, "s", "The age of the oldest open item.");
    }

    public void Counted(ReviewStatistics statistics) => _counted = statistics;

    public void Acted(ReviewAction action, ReviewOutcome outcome, int items = 1)
    {
        Counter<long>? counter = outcome switch
        {
            ReviewOutcome.Done => _actions,
            ReviewOutcome.Conflict => _conflicts,
            _ => null,
        };
        counter?.Add(items, new KeyValuePair<string, object?>("moderation.action", Text(action)));
    }

    public void Claimed(IReadOnlyList<ReviewClaim> claims)
    {
        int taken = claims.Count(claim => claim.PreviousHolder is not null);
        if (taken > 0)
        {
            _takeovers.Add(taken);
        }
    }

    public void Reported(ReportOutcome outcome) =>
        _reports.Add(1, new KeyValuePair<string, object?>("moderation.report.outcome", Text(outcome)));

    private IEnumerable<Measurement<int>> Depth()
    {
        if (_counted is not { } counted)
        {
            return [];
        }

        return
        [
            Count(counted.Open, "open"),
            Count(counted.Claimed, "claimed"),
            Count(counted.Escalated, "escalated"),
            Count(counted.Waiting, "waiting"),
            Count(counted.Overdue, "overdue"),
        ];

        static Measurement<int> Count(int count, string kind) =>
            new(count, new KeyValuePair<string, object?>("moderation.review.kind", kind));
    }

    private IEnumerable<Measurement<double>> Age() => _counted is { } counted ? [new(counted.Oldest.TotalSeconds)] : [];

    private static string Text<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
