using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching;

/// <summary>A <see cref="HybridCache"/> whose invalidations no fill in flight can undo.</summary>
/// <remarks>
/// A read that starts after an invalidation returned never yields a value whose factory began before that
/// invalidation. All members are thread-safe. Keys that are null, blank, longer than
/// <see cref="CacheLimits.MaxKeyLength"/>, or that hold control characters or half a surrogate pair, are not cached:
/// reads run their factory, sets and removals do nothing. A key belongs to one type: an entry of another type counts as
/// absent, and joining a factory of another type throws <see cref="InvalidOperationException"/>.
/// </remarks>
public abstract class VersionedCache : HybridCache
{
    /// <summary>Removes every entry whose key matches a glob pattern, at a cost independent of their number.</summary>
    /// <param name="pattern">
    /// Redis's glob syntax over the UTF-8 bytes of the key: <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>[^x]</c> and
    /// <c>\</c> to escape. <c>x:*</c> does not match <c>x</c>. Matching is case-sensitive.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait, not an invalidation that has begun.</param>
    /// <returns>Where the invalidation is in force: everywhere, or in this process until Redis can be reached.</returns>
    /// <exception cref="ArgumentException">
    /// The pattern is empty, or longer than <see cref="CacheLimits.MaxKeyLength"/>.
    /// </exception>
    public abstract ValueTask<InvalidationScope> RemoveByPatternAsync(
        string pattern,
        CancellationToken cancellationToken = default
    );

    /// <summary>Reads an entry without computing it when it is absent.</summary>
    /// <returns>Whether a live entry was found, and its value; a found value may be null.</returns>
    public abstract ValueTask<(bool Found, T? Value)> TryGetAsync<T>(
        string key,
        CancellationToken cancellationToken = default
    );
}
