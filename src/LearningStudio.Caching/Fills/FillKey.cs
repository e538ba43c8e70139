using LearningStudio.Caching.Policies;

namespace LearningStudio.Caching.Fills;

/// <summary>What tells two fills of one key apart: calls that may do different things share only with their like.</summary>
internal readonly record struct FillKey(string Key, CacheAccess Access);
