namespace LearningStudio.Repositories;

/// <summary>How many rows a load added.</summary>
public sealed record BulkLoadResult(int Users, int Forums, int Topics, int Posts);
