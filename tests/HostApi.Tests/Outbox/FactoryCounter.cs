using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.HostApi.Tests.Outbox;

/// <summary>Passes everything on to a cache, and counts how often a read ran its factory.</summary>
internal sealed class FactoryCounter(HybridCache cache) : HybridCache
{
    private int _runs;

    public int Runs => _runs;

    public override ValueTask<T> GetOrCreateAsync<TState, T>(
        string key,
        TState state,
        Func<TState, CancellationToken, ValueTask<T>> factory,
        HybridCacheEntryOptions? options = null,
        IEnumerable<string>? tags = null,
        CancellationToken cancellationToken = default
    ) =>
        cache.GetOrCreateAsync(
            key,
            token =>
            {
                Interlocked.Increment(ref _runs);
                return factory(state, token);
            },
            options,
            tags,
            cancellationToken
        );

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
}
