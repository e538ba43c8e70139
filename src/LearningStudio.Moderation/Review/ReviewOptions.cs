using LearningStudio.Moderation.Review.Reports;

namespace LearningStudio.Moderation.Review;

/// <summary>How moderators work on the review queue: the section <c>Review</c> of moderation's options.</summary>
public sealed class ReviewOptions
{
    /// <summary>How long a claimed item is held before others may take it over.</summary>
    /// <value>10 minutes; from 10 seconds to 1 day.</value>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How many items are given at once at the most.</summary>
    /// <value>20; from 1 to 100.</value>
    public int MaxBatch { get; set; } = 20;

    /// <summary>How long a decision can be taken back.</summary>
    /// <value>1 hour; from 0, never, to 30 days.</value>
    public TimeSpan UndoWindow { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long an item waits for information that was asked for.</summary>
    /// <value>3 days; from 1 minute to 90 days.</value>
    public TimeSpan InfoWait { get; set; } = TimeSpan.FromDays(3);

    /// <summary>How long decided items are kept: the span of analytics and of reporters' records.</summary>
    /// <value>180 days; from 1 day to 3,650 days, and not shorter than <see cref="UndoWindow"/>.</value>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(180);

    /// <summary>How long the audit log is kept.</summary>
    /// <value>3,650 days; from 1 day to 36,500 days.</value>
    public TimeSpan LogRetention { get; set; } = TimeSpan.FromDays(3650);

    /// <summary>In what time items should be decided, by priority.</summary>
    public DeadlineOptions Deadlines { get; } = new();

    /// <summary>What users' reports count, and how many they may make.</summary>
    public ReportOptions Reports { get; } = new();
}
