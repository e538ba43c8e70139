namespace LearningStudio.Moderation.Review.Analytics;

/// <summary>One day of one type of items.</summary>
/// <param name="Day">The day, in UTC.</param>
/// <param name="Type">The type.</param>
/// <param name="In">Items asked for.</param>
/// <param name="Out">Items decided.</param>
/// <param name="Backlog">Items open at the end of the day; for today, now.</param>
public sealed record BacklogPoint(DateOnly Day, ReviewType Type, int In, int Out, int Backlog);
