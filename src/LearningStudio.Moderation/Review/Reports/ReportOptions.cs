namespace LearningStudio.Moderation.Review.Reports;

/// <summary>What users' reports count, and how many they may make.</summary>
public sealed class ReportOptions
{
    /// <summary>
    /// Whether a report weighs what its reporter's trust level and record say (<see cref="ReportWeight"/>); otherwise
    /// each weighs 1, as in the classic profile.
    /// </summary>
    /// <value>False.</value>
    public bool Weighted { get; set; }

    /// <summary>The most that one report weighs.</summary>
    /// <value>3; from 1 to 100.</value>
    public double MaxWeight { get; set; } = 3;

    /// <summary>How many reports a user may make in 24 hours; staff may make any number.</summary>
    /// <value>50; from 1 to 1,000,000.</value>
    public int DailyLimit { get; set; } = 50;

    /// <summary>The priority of a reported target.</summary>
    /// <value>3; from 1 to 4.</value>
    public int Priority { get; set; } = 3;
}
