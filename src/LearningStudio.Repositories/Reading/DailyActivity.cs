namespace LearningStudio.Repositories.Reading;

/// <summary>What was new on one UTC day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Topics">Topics opened that are visible now.</param>
/// <param name="Posts">Posts written that are visible now.</param>
/// <param name="Users">Users who joined.</param>
public sealed record DailyActivity(DateOnly Day, int Topics, int Posts, int Users);
