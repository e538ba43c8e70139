namespace LearningStudio.Repositories.BulkLoad;

/// <summary>How many rows a load added; negative where it replaced a larger source.</summary>
/// <param name="Users">Users.</param>
/// <param name="Forums">Forums, categories included.</param>
/// <param name="Topics">Topics.</param>
/// <param name="Posts">Opening posts, replies and comments.</param>
public sealed record BulkLoadResult(int Users, int Forums, int Topics, int Posts);
