namespace LearningStudio.Caching.Values;

/// <summary>A value that a factory returned, and what can be kept of it.</summary>
internal readonly record struct Computed<T>(T Value, Prepared<T> Prepared);
