namespace LearningStudio.Moderation.Review;

/// <summary>
/// In what time an item should be decided; from then on it is claimed before all that are not overdue. Each from 1 minute
/// to 100 hours, where the score's part for age ends: so no item can wait for ever.
/// </summary>
public sealed class DeadlineOptions
{
    /// <summary>Priority 1.</summary>
    /// <value>100 hours; from 1 minute to 100 hours.</value>
    public TimeSpan Priority1 { get; set; } = ReviewPriority.MaxDeadline;

    /// <summary>Priority 2.</summary>
    /// <value>100 hours; from 1 minute to 100 hours.</value>
    public TimeSpan Priority2 { get; set; } = ReviewPriority.MaxDeadline;

    /// <summary>Priority 3.</summary>
    /// <value>100 hours; from 1 minute to 100 hours.</value>
    public TimeSpan Priority3 { get; set; } = ReviewPriority.MaxDeadline;

    /// <summary>Priority 4.</summary>
    /// <value>100 hours; from 1 minute to 100 hours.</value>
    public TimeSpan Priority4 { get; set; } = ReviewPriority.MaxDeadline;

    internal TimeSpan ForPriority(int priority) =>
        priority switch
        {
            <= 1 => Priority1,
            2 => Priority2,
            3 => Priority3,
            _ => Priority4,
        };
}
