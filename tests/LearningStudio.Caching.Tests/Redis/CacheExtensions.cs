using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Tests.Redis;

internal static class CacheExtensions
{
    /// <summary>Reads from Redis alone, without computing.</summary>
    public static async Task<(bool Found, T? Value)> TryGetPastMemoryAsync<T>(this VersionedCache cache, string key)
        where T : class
    {
        T? value = await cache.GetOrCreateAsync<T?>(
            key,
            _ => throw new InvalidOperationException("The factory must not run."),
            new HybridCacheEntryOptions
            {
                Flags = HybridCacheEntryFlags.DisableLocalCache | HybridCacheEntryFlags.DisableUnderlyingData,
            }
        );
        return (value is not null, value);
    }
}
