namespace LearningStudio.Moderation;

/// <summary>When a submission is reviewed. Scores are exceeded, counts of posts exceeded, counts of items reached.</summary>
public sealed class TriggerOptions
{
    /// <summary>A new post scoring more than this is held, with priority 2.</summary>
    /// <value>0.7; from 0 to 1.</value>
    public double SpamScore { get; set; } = 0.7;

    /// <summary>A new post scoring more than this is reviewed, with priority 3.</summary>
    /// <value>0.4; from 0 to 1.</value>
    public double SuspiciousScore { get; set; } = 0.4;

    /// <summary>An edited post scoring more than this is held, with priority 2.</summary>
    /// <value>0.5; from 0 to 1.</value>
    public double EditedSpamScore { get; set; } = 0.5;

    /// <summary>A topic whose title scores more than this is held, with priority 2.</summary>
    /// <value>0.6; from 0 to 1.</value>
    public double TitleSpamScore { get; set; } = 0.6;

    /// <summary>A user of trust level 0 or 1 with more posts than this in 24 hours is reviewed, with priority 3.</summary>
    /// <value>20; from 0 to 1,000,000.</value>
    public int DailyPosts { get; set; } = 20;

    /// <summary>
    /// A user who submits something while this many items are open against the same user is reviewed, with priority 2.
    /// </summary>
    /// <value>3; from 1 to 1,000,000.</value>
    public int PendingItems { get; set; } = 3;

    /// <summary>How similar to an earlier post a text counts as its duplicate: Jaccard's index over words is above this.</summary>
    /// <value>0.9; from 0 to 1.</value>
    public double DuplicateSimilarity { get; set; } = 0.9;

    /// <summary>How far back duplicates are looked for.</summary>
    /// <value>7 days; from one minute to 365 days.</value>
    public TimeSpan DuplicateWindow { get; set; } = TimeSpan.FromDays(7);
}
