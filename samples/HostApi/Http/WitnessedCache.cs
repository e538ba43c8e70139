using LearningStudio.Caching;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.HostApi.Http;

/// <summary>Passes everything on to the cache, and tells the request's <see cref="CacheOutcome"/> what came of a read.</summary>
internal sealed class WitnessedCache(VersionedCache cache) : HybridCache
{
    private static readonly AsyncLocal<bool> Looking = new();

    /// <summary>Whether the read that runs only finds out what came of another: it is no request's.</summary>
    public static bool IsLooking => Looking.Value;

    public override async ValueTask<T> GetOrCreateAsync<TState, T>(
        string key,
        TState state,
        Func<TState, CancellationToken, ValueTask<T>> factory,
        HybridCacheEntryOptions? options = null,
        IEnumerable<string>? tags = null,
        CancellationToken cancellationToken = default
    )
    {
        bool ran = false;
        T value = await cache.GetOrCreateAsync(
            key,
            token =>
            {
                ran = true;
                return factory(state, token);
            },
            options,
            tags,
            cancellationToken
        );
        if (CacheOutcome.Current is { } outcome)
        {
            await TellAsync<T>(outcome, key, ran);
        }

        return value;
    }

    public override ValueTask SetAsync<T>(
        string key,
        T value,
        HybridCacheEntryOptions? options = null,
        IEnumerable<string>? tags = null,
        CancellationToken cancellationToken = default
    ) => cache.SetAsync(key, value, options, tags, cancellationToken);

    public override ValueTask RemoveAsync(string key, CancellationToken cancellationToken = default) =>
        cache.RemoveAsync(key, cancellationToken);

    public override ValueTask RemoveByTagAsync(string tag, CancellationToken cancellationToken = default) =>
        cache.RemoveByTagAsync(tag, cancellationToken);

    private async ValueTask TellAsync<T>(CacheOutcome outcome, string key, bool ran)
    {
        if (!ran)
        {
            outcome.Hit();
            return;
        }

        Looking.Value = true;
        if ((await cache.TryGetAsync<T>(key)).Found)
        {
            outcome.Miss();
        }
        else
        {
            outcome.Bypass();
        }
    }
}
