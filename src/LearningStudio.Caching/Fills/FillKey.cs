namespace LearningStudio.Caching.Fills;

/// <summary>What tells two fills of one key apart: calls that may not read or may not store share only with their like.</summary>
internal readonly record struct FillKey(string Key, bool Reads, bool Stores);
