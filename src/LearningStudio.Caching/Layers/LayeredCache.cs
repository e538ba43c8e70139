using LearningStudio.Caching.Fills;
using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Local;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Redis;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Layers;

/// <summary>The cache: memory alone, or memory over Redis.</summary>
internal sealed class LayeredCache(CacheComposition parts) : VersionedCache, IAsyncDisposable, IDisposable
{
    private readonly CacheLimits _limits = parts.Limits;
    private readonly CallPlanner _planner = parts.Planner;
    private readonly LocalParts _local = parts.Local;
    private readonly RedisTier? _redis = parts.Redis;
    private readonly FactoryRunner _runner = parts.Runner;
    private readonly BackgroundFills _background = parts.Background;

    /// <summary>What is kept in this process.</summary>
    public LocalParts Local => _local;

    /// <summary>What uses Redis, where there is one.</summary>
    public RedisTier? Redis => _redis;

    public override ValueTask<T> GetOrCreateAsync<TState, T>(
        string key,
        TState state,
        Func<TState, CancellationToken, ValueTask<T>> factory,
        HybridCacheEntryOptions? options = null,
        IEnumerable<string>? tags = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(factory);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<T>(cancellationToken);
        }

        bool isCacheable = _planner.Plan(key, options, out CallPlan plan);
        if (
            plan.May(CacheAccess.ReadLocal)
            && _local.Store.TryRead(key, plan, plan.Compute, out T found, out bool isDue)
        )
        {
            _local.Telemetry.HitInMemory(key);
            if (isDue)
            {
                _background.Refresh(
                    new FillCall<TState, T>(key, plan, CacheTags.Checked(tags, _limits), state, factory)
                );
            }
            else if (plan.Rules.Audit > 0 && plan.Compute && _local.Forms.Samples(plan.Rules.Audit))
            {
                var audited = new FillCall<TState, T>(key, plan, [], state, factory);
                return _background.AuditAsync(audited, found, cancellationToken);
            }

            return new ValueTask<T>(found);
        }

        if (!plan.Compute)
        {
            return GetAsync<T>(key, plan, cancellationToken);
        }

        return isCacheable
            ? _runner.FillAsync(
                new FillCall<TState, T>(key, plan, CacheTags.Checked(tags, _limits), state, factory),
                cancellationToken
            )
            : RunUncachedAsync(factory, state, cancellationToken);
    }

    // An exception is the task's, here as everywhere.
    private static async ValueTask<T> RunUncachedAsync<TState, T>(
        Func<TState, CancellationToken, ValueTask<T>> factory,
        TState state,
        CancellationToken cancellationToken
    ) => await factory(state, cancellationToken).ConfigureAwait(false);

    // An entry in memory is found without a string of its own for the key; everything else needs one.
    public override ValueTask<T> GetOrCreateAsync<TState, T>(
        ReadOnlySpan<char> key,
        TState state,
        Func<TState, CancellationToken, ValueTask<T>> factory,
        HybridCacheEntryOptions? options = null,
        IEnumerable<string>? tags = null,
        CancellationToken cancellationToken = default
    )
    {
        if (
            factory is not null
            && !cancellationToken.IsCancellationRequested
            && _planner.TryPlan(key, options, out CallPlan plan)
            && plan.May(CacheAccess.ReadLocal)
            && _local.Store.TryReadPlainly(key, plan, out string known, out T found)
        )
        {
            _local.Telemetry.HitInMemory(known);
            return new ValueTask<T>(found);
        }

        return GetOrCreateAsync(key.ToString(), state, factory!, options, tags, cancellationToken);
    }

    public override async ValueTask<(bool Found, T? Value)> TryGetAsync<T>(
        string key,
        CancellationToken cancellationToken = default
    )
        where T : default
    {
        cancellationToken.ThrowIfCancellationRequested();
        _planner.Plan(key, options: null, out CallPlan plan);
        if (plan.May(CacheAccess.ReadLocal) && _local.Store.TryRead(key, plan, out T found))
        {
            _local.Telemetry.HitInMemory(key);
            return (true, found);
        }

        if (_redis is not null && plan.May(CacheAccess.ReadRedis))
        {
            return await _redis.Reader.TryReadAsync<T>(key, plan).WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        _local.Telemetry.Missed(key ?? "");
        return default;
    }

    public override ValueTask SetAsync<T>(
        string key,
        T value,
        HybridCacheEntryOptions? options = null,
        IEnumerable<string>? tags = null,
        CancellationToken cancellationToken = default
    )
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        string[] checkedTags = CacheTags.Checked(tags, _limits);
        if (!_planner.TryPlan(key, options, out CallPlan plan))
        {
            return default;
        }

        if (_redis is not null)
        {
            Task set = _redis.Invalidation.SetAsync(key, value, plan, checkedTags);
            return new ValueTask(set.WaitAsync(cancellationToken));
        }

        _local.Set(key, value, plan, checkedTags);
        return default;
    }

    public override ValueTask RemoveAsync(string key, CancellationToken cancellationToken = default) =>
        RemoveAsync([key], cancellationToken);

    public override async ValueTask RemoveAsync(IEnumerable<string> keys, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string[] removed = [.. (keys ?? []).Where(key => _planner.IsCacheable(key)).Distinct(StringComparer.Ordinal)];
        _local.Telemetry.Invalidated(InvalidationKind.Key, removed.Length);
        if (_redis is not null)
        {
            await _redis.Invalidation.RemoveAsync(removed).WaitAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        foreach (string key in removed)
        {
            _local.Invalidation.Apply(InvalidationTarget.ForKey(key));
        }
    }

    public override ValueTask<InvalidationScope> RemoveByPatternAsync(
        string pattern,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        if (pattern.Length > _limits.MaxKeyLength)
        {
            throw new ArgumentException(
                $"The pattern has {pattern.Length} characters; Limits.MaxKeyLength allows {_limits.MaxKeyLength}.",
                nameof(pattern)
            );
        }

        return InvalidateAsync([InvalidationTarget.ForPattern(pattern)], cancellationToken);
    }

    public override ValueTask RemoveByTagAsync(string tag, CancellationToken cancellationToken = default) =>
        RemoveByTagAsync([tag], cancellationToken);

    public override async ValueTask RemoveByTagAsync(
        IEnumerable<string> tags,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        InvalidationTarget[] targets =
        [
            .. (tags ?? []).Where(tag => !string.IsNullOrWhiteSpace(tag)).Select(InvalidationTarget.ForTag).Distinct(),
        ];
        if (targets.Length > 0)
        {
            await InvalidateAsync(targets, cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask DisposeAsync() => parts.DisposeAsync();

    // A container that is disposed without waiting: what runs in the background ends by itself.
    public void Dispose() => _ = DisposeAsync().AsTask();

    private ValueTask<InvalidationScope> InvalidateAsync(
        InvalidationTarget[] targets,
        CancellationToken cancellationToken
    )
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<InvalidationScope>(cancellationToken);
        }

        _local.Telemetry.Invalidated(targets[0].Kind, targets.Length);
        if (_redis is not null)
        {
            return new ValueTask<InvalidationScope>(
                _redis.Invalidation.AppendAsync(targets).WaitAsync(cancellationToken)
            );
        }

        foreach (InvalidationTarget target in targets)
        {
            _local.Invalidation.Apply(target);
        }

        return new ValueTask<InvalidationScope>(InvalidationScope.Everywhere);
    }

    private async ValueTask<T> GetAsync<T>(string key, CallPlan plan, CancellationToken cancellationToken) =>
        _redis is not null && plan.May(CacheAccess.ReadRedis)
            ? (await _redis.Reader.TryReadAsync<T>(key, plan).WaitAsync(cancellationToken).ConfigureAwait(false)).Value
            : default!;
}
