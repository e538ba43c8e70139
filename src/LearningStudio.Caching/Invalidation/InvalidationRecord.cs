namespace LearningStudio.Caching.Invalidation;

/// <summary>The latest invalidation of one pattern, or of one tag when <see cref="Pattern"/> is null.</summary>
internal sealed record InvalidationRecord(string Text, GlobPattern? Pattern, long Number, long At);
