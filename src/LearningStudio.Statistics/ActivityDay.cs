namespace LearningStudio.Statistics;

/// <summary>What was new on one UTC day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Topics">Topics opened.</param>
/// <param name="Posts">Posts written.</param>
/// <param name="Users">Users who joined.</param>
public sealed record ActivityDay(DateOnly Day, int Topics, int Posts, int Users);
