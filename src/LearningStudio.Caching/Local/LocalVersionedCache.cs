using System.Text;
using LearningStudio.Caching.Fills;
using LearningStudio.Caching.Policies;
using LearningStudio.Caching.Values;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LearningStudio.Caching.Local;

/// <summary>The cache of one process: the store, the log of invalidations and the fills in flight, joined.</summary>
internal sealed class LocalVersionedCache : VersionedCache, IDisposable
{
    private readonly FillTable _fills = new();
    private readonly CacheLimits _limits;
    private readonly JudgedStore _store;
    private readonly Filler _filler;
    private readonly ILogger<VersionedCache> _logger;
    private readonly IDisposable? _optionsSubscription;
    private PolicySet _policies;

    public LocalVersionedCache(
        IOptionsMonitor<VersionedCacheOptions> options,
        IServiceProvider services,
        TimeProvider time,
        ILogger<VersionedCache> logger
    )
    {
        VersionedCacheOptions current = options.CurrentValue;
        _limits = current.Limits;
        _policies = new PolicySet(current, _limits.MaximumExpiration);
        _store = new JudgedStore(_limits, services, time, logger);
        _filler = new Filler(_fills, _store);
        _logger = logger;
        _optionsSubscription = options.OnChange(changed =>
            Volatile.Write(ref _policies, new PolicySet(changed, _limits.MaximumExpiration))
        );
    }

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

        CallPlan plan = Plan(key, options);
        if (plan.Read && _store.TryRead(key, out T found))
        {
            return new ValueTask<T>(found);
        }

        if (!plan.Compute)
        {
            return default;
        }

        return plan is { Read: false, Write: false }
            ? factory(state, cancellationToken)
            : _filler.FillAsync(
                new FillRequest<T>(key, plan, CacheTags.Checked(tags, _limits), token => factory(state, token)),
                cancellationToken
            );
    }

    public override ValueTask<(bool Found, T? Value)> TryGetAsync<T>(
        string key,
        CancellationToken cancellationToken = default
    )
        where T : default
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<(bool, T?)>(cancellationToken);
        }

        return Plan(key, options: null).Read && _store.TryRead(key, out T value)
            ? ValueTask.FromResult<(bool, T?)>((true, value))
            : default;
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
        if (!IsCacheable(key))
        {
            return default;
        }

        CallPlan plan = Plan(key, options);
        CacheEntry<T>? entry = plan.Write ? _store.CreateEntry(value, plan, _store.Log.Number, checkedTags) : null;
        FillTable.Stripe stripe = _fills.Of(key);
        lock (stripe.Lock)
        {
            stripe.Refuse(key);
            _store.Store(key, entry, plan);
        }

        return default;
    }

    public override ValueTask RemoveAsync(string key, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        if (IsCacheable(key))
        {
            FillTable.Stripe stripe = _fills.Of(key);
            lock (stripe.Lock)
            {
                stripe.Refuse(key);
                _store.Remove(key);
            }
        }

        return default;
    }

    public override ValueTask RemoveByPatternAsync(string pattern, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        if (pattern.Length > _limits.MaximumKeyLength)
        {
            throw new ArgumentException(
                $"The pattern has {pattern.Length} characters; Limits.MaximumKeyLength allows {_limits.MaximumKeyLength}.",
                nameof(pattern)
            );
        }

        if (pattern is CacheTags.Everything)
        {
            _store.RemoveEverything();
        }
        else
        {
            _store.Log.RemovePattern(pattern);
        }

        return default;
    }

    public override ValueTask RemoveByTagAsync(string tag, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled(cancellationToken);
        }

        if (tag is CacheTags.Everything)
        {
            _store.RemoveEverything();
        }
        else if (!string.IsNullOrWhiteSpace(tag))
        {
            _store.Log.RemoveTag(tag);
        }

        return default;
    }

    public void Dispose() => _optionsSubscription?.Dispose();

    private CallPlan Plan(string key, HybridCacheEntryOptions? options)
    {
        if (IsCacheable(key))
        {
            return Volatile.Read(ref _policies).Plan(key, options);
        }

        _logger.UncacheableKey(key?.Length ?? 0, _limits.MaximumKeyLength);
        return CallPlan.Bypass;
    }

    // Half a surrogate pair has no UTF-8 form, which is what patterns match.
    private bool IsCacheable(string? key) =>
        !string.IsNullOrWhiteSpace(key)
        && key.Length <= _limits.MaximumKeyLength
        && key.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0
        && (key.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0 || !HasLoneSurrogate(key));

    private static bool HasLoneSurrogate(string key)
    {
        foreach (Rune rune in key.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
            {
                return true;
            }
        }

        return false;
    }
}
