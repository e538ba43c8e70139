namespace LearningStudio.Moderation.Review.Analytics;

/// <summary>What came and went on one day.</summary>
/// <param name="Day">The day, in UTC.</param>
/// <param name="Type">The type of the items.</param>
/// <param name="Created">Items asked for.</param>
/// <param name="Approved">Items approved.</param>
/// <param name="Rejected">Items rejected.</param>
public sealed record DayStats(DateOnly Day, ReviewType Type, int Created, int Approved, int Rejected);
