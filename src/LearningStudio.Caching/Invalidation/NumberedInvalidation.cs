namespace LearningStudio.Caching.Invalidation;

/// <summary>An invalidation and its number in the sequence that Redis keeps.</summary>
internal readonly record struct NumberedInvalidation(InvalidationTarget Invalidation, long Number);
