using LearningStudio.Caching.Diagnostics;
using LearningStudio.Caching.Local;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LearningStudio.Caching.Policies;

/// <summary>Plans calls by the options in force, which may change while the cache runs; thread-safe.</summary>
internal sealed class CallPlanner : IDisposable
{
    private readonly CacheLimits _limits;
    private readonly ILogger<VersionedCache> _logger;
    private readonly IDisposable? _subscription;
    private PolicySet _policies;

    public CallPlanner(IOptionsMonitor<VersionedCacheOptions> options, string name, ILogger<VersionedCache> logger)
    {
        VersionedCacheOptions current = options.Get(name);
        CacheAccess possible = current.Redis.IsUsed ? CacheAccess.All : CacheAccess.Local;
        _limits = current.Limits;
        _logger = logger;
        _policies = new PolicySet(current, _limits.MaxExpiration, possible);
        _subscription = options.OnChange(
            (changed, changedName) =>
            {
                if (string.Equals(changedName, name, StringComparison.Ordinal))
                {
                    Volatile.Write(ref _policies, new PolicySet(changed, _limits.MaxExpiration, possible));
                }
            }
        );
    }

    /// <summary>Plans a call; false for one whose key cannot be cached: that is logged, and the cache takes no part.</summary>
    public bool Plan(string? key, HybridCacheEntryOptions? options, out CallPlan plan)
    {
        bool isCacheable = TryPlan(key, options, out plan);
        if (!isCacheable)
        {
            plan = Uncacheable(key, options);
        }

        return isCacheable;
    }

    private CallPlan Uncacheable(string? key, HybridCacheEntryOptions? options)
    {
        _logger.UncacheableKey(key?.Length ?? 0, _limits.MaxKeyLength);
        bool compute = options?.Flags?.HasFlag(HybridCacheEntryFlags.DisableUnderlyingData) != true;
        return CallPlan.Bypass with { Compute = compute };
    }

    /// <summary>The same; false where the key cannot be cached.</summary>
    public bool TryPlan(ReadOnlySpan<char> key, HybridCacheEntryOptions? options, out CallPlan plan)
    {
        if (IsCacheable(key))
        {
            Volatile.Read(ref _policies).Plan(key, options, out plan);
            return true;
        }

        plan = default;
        return false;
    }

    /// <summary>Whether a key can be cached: half a surrogate pair, for one, has no UTF-8 form, which patterns match.</summary>
    public bool IsCacheable(ReadOnlySpan<char> key) =>
        key.Length > 0
        && key.Length <= _limits.MaxKeyLength
        && (key.IndexOfAnyExceptInRange('!', '~') < 0 || IsCacheableText(key));

    public void Dispose() => _subscription?.Dispose();

    // The rest: letters beyond ASCII, and blanks.
    private static bool IsCacheableText(ReadOnlySpan<char> key) =>
        !key.IsWhiteSpace() && key.IndexOfAnyInRange('\0', '\u001f') < 0 && !WellFormed.HasLoneSurrogate(key);
}
