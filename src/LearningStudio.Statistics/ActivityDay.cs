namespace LearningStudio.Statistics;

/// <summary>What was new on one UTC day.</summary>
public sealed record ActivityDay(DateOnly Day, int Topics, int Posts, int Users);
