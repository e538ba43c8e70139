using System.Diagnostics.CodeAnalysis;

namespace LearningStudio.Caching.Warming;

/// <summary>A warmer that was registered, and the key of the cache that it fills; null for the plain one.</summary>
internal sealed record WarmerRegistration(
    [property: DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type Type,
    object? CacheKey = null
);
