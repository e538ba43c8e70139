using LearningStudio.Settings;

namespace LearningStudio.Caching.Policies;

/// <summary>What a section may hold that is bound to <see cref="VersionedCacheOptions"/>.</summary>
internal static class CacheSettings
{
    public static KnownSettings Known { get; } =
        KnownSettings
            .From<VersionedCacheOptions>()
            .With(nameof(VersionedCacheOptions.Redis), KnownSettings.From<RedisOptions>())
            .With(nameof(VersionedCacheOptions.Limits), KnownSettings.From<CacheLimits>())
            .WithEntries(nameof(VersionedCacheOptions.Policies), KnownSettings.From<CachePolicy>());
}
