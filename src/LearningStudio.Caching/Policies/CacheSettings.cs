using LearningStudio.Settings;

namespace LearningStudio.Caching.Policies;

/// <summary>What a section may hold that is bound to <see cref="VersionedCacheOptions"/>.</summary>
internal static class CacheSettings
{
    public static KnownSettings Known { get; } =
        KnownSettings
            .Of<VersionedCacheOptions>()
            .With(nameof(VersionedCacheOptions.Redis), KnownSettings.Of<RedisOptions>())
            .With(nameof(VersionedCacheOptions.Limits), KnownSettings.Of<CacheLimits>())
            .WithEntries(nameof(VersionedCacheOptions.Policies), KnownSettings.Of<CachePolicy>());
}
