using LearningStudio.Caching;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.HostApi.Tests.Outbox;

/// <summary>Keeps nothing but the calls that remove something.</summary>
internal sealed class RecordingCache(InvalidationScope reach) : VersionedCache
{
    public List<string[]> Keys { get; } = [];

    public List<string> Patterns { get; } = [];

    public List<string> Tags { get; } = [];

    public override ValueTask<T> GetOrCreateAsync<TState, T>(
        string key,
        TState state,
        Func<TState, CancellationToken, ValueTask<T>> factory,
        HybridCacheEntryOptions? options = null,
        IEnumerable<string>? tags = null,
        CancellationToken cancellationToken = default
    ) => factory(state, cancellationToken);

    public override ValueTask<(bool Found, T? Value)> TryGetAsync<T>(
        string key,
        CancellationToken cancellationToken = default
    )
        where T : default => new((false, default));

    public override ValueTask SetAsync<T>(
        string key,
        T value,
        HybridCacheEntryOptions? options = null,
        IEnumerable<string>? tags = null,
        CancellationToken cancellationToken = default
    ) => default;

    public override ValueTask RemoveAsync(string key, CancellationToken cancellationToken = default) =>
        RemoveAsync([key], cancellationToken);

    public override ValueTask RemoveAsync(IEnumerable<string> keys, CancellationToken cancellationToken = default)
    {
        Keys.Add([.. keys]);
        return default;
    }

    public override ValueTask RemoveByTagAsync(string tag, CancellationToken cancellationToken = default)
    {
        Tags.Add(tag);
        return default;
    }

    public override ValueTask<InvalidationScope> RemoveByPatternAsync(
        string pattern,
        CancellationToken cancellationToken = default
    )
    {
        Patterns.Add(pattern);
        return new(reach);
    }
}
