namespace LearningStudio.Moderation.Review.Analytics;

/// <summary>How reviewing went over some days.</summary>
public sealed class ReviewHistory
{
    internal ReviewHistory(IReadOnlyList<BacklogPoint> days, ReviewPeriodStats stats)
    {
        Days = days;
        Stats = stats;
    }

    /// <summary>Every day and every type that had an item.</summary>
    public IReadOnlyList<BacklogPoint> Days { get; }

    /// <summary>Ages, times, moderators, rules and reporters.</summary>
    public ReviewPeriodStats Stats { get; }

    /// <summary>The share of approvals among the decided items; those still open say nothing.</summary>
    public Ratio ApprovalRate =>
        new(Stats.Days.Sum(day => day.Approved), Stats.Days.Sum(day => day.Approved + day.Rejected));

    /// <summary>The share of the listed reports that moderators agreed with.</summary>
    public Ratio ReportAccuracy =>
        new(Stats.Reporters.Sum(r => r.Agreed), Stats.Reporters.Sum(r => r.Agreed + r.Disagreed));

    /// <summary>Sums the backlog up, day by day.</summary>
    internal static ReviewHistory Create(ReviewPeriodStats stats, DateOnly first, DateOnly last)
    {
        var rows = stats.Days.ToLookup(day => (day.Day, day.Type));
        var days = new List<BacklogPoint>();
        foreach (ReviewType type in stats.OpenBefore.Keys.Union(stats.Days.Select(day => day.Type)).Order())
        {
            int backlog = stats.OpenBefore.GetValueOrDefault(type);
            for (DateOnly day = first; day <= last; day = day.AddDays(1))
            {
                int created = rows[(day, type)].Sum(row => row.Created);
                int decided = rows[(day, type)].Sum(row => row.Approved + row.Rejected);
                backlog += created - decided;
                days.Add(new BacklogPoint(day, type, created, decided, backlog));
            }
        }

        return new ReviewHistory([.. days.OrderBy(day => day.Day).ThenBy(day => day.Type)], stats);
    }
}
