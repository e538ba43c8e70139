namespace LearningStudio.Moderation.Review.Reports;

/// <summary>What became of a report.</summary>
public enum ReportOutcome
{
    /// <summary>It counts.</summary>
    Accepted,

    /// <summary>The user has made as many reports as are allowed in 24 hours.</summary>
    OverLimit,

    /// <summary>Nobody reports themselves.</summary>
    Own,
}
