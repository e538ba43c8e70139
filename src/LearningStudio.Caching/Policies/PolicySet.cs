using LearningStudio.Caching.Invalidation;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Policies;

/// <summary>The options in force at one moment, compiled for lookup by key; immutable.</summary>
internal sealed class PolicySet
{
    private readonly VersionedCacheOptions _options;
    private readonly TimeSpan _longest;
    private readonly CacheAccess _possible;
    private readonly CallPlan _plain;
    private readonly (GlobPattern Keys, CachePolicy Policy)[] _policies;

    /// <param name="options">The options in force.</param>
    /// <param name="longest">The longest life of an entry.</param>
    /// <param name="possible">What the cache has: without Redis no call can use it.</param>
    public PolicySet(VersionedCacheOptions options, TimeSpan longest, CacheAccess possible)
    {
        _options = options;
        _longest = longest;
        _possible = possible;
        _policies =
        [
            .. options
                .Policies.Values.Select(policy => (Keys: GlobPattern.Parse(policy.Pattern), Policy: policy))
                .OrderByDescending(entry => entry.Keys.Prefix.Length)
                .ThenBy(entry => entry.Policy.Pattern, StringComparer.Ordinal),
        ];
        _plain = Plan(policy: null, call: null);
    }

    public CallPlan Plan(string key, HybridCacheEntryOptions? call) =>
        call is null && _policies.Length == 0 ? _plain : Plan(Find(key), call);

    private CallPlan Plan(CachePolicy? policy, HybridCacheEntryOptions? call)
    {
        bool enabled = _options.Enabled && policy?.Enabled != false;
        HybridCacheEntryFlags flags = call?.Flags ?? HybridCacheEntryFlags.None;
        TimeSpan expiration = policy?.Expiration ?? call?.Expiration ?? _options.DefaultExpiration;
        TimeSpan local =
            policy?.LocalExpiration
            ?? call?.LocalCacheExpiration
            ?? (policy?.Expiration is null ? call?.Expiration : null)
            ?? _options.LocalExpiration
            ?? expiration;
        TimeSpan lifetime = Least(expiration, _longest);
        TimeSpan localLifetime = Least(lifetime, local);
        CacheAccess access = enabled ? _possible & ~Forbidden(flags) : CacheAccess.None;
        access &= lifetime > TimeSpan.Zero ? CacheAccess.All : ~CacheAccess.Write;
        access &= localLifetime > TimeSpan.Zero ? CacheAccess.All : ~CacheAccess.WriteLocal;
        return new CallPlan(
            access,
            Compute: (flags & HybridCacheEntryFlags.DisableUnderlyingData) is HybridCacheEntryFlags.None,
            Share: policy?.Share ?? false,
            lifetime,
            localLifetime
        );
    }

    private static CacheAccess Forbidden(HybridCacheEntryFlags flags) =>
        When(flags, HybridCacheEntryFlags.DisableLocalCacheRead, CacheAccess.ReadLocal)
        | When(flags, HybridCacheEntryFlags.DisableLocalCacheWrite, CacheAccess.WriteLocal)
        | When(flags, HybridCacheEntryFlags.DisableDistributedCacheRead, CacheAccess.ReadRedis)
        | When(flags, HybridCacheEntryFlags.DisableDistributedCacheWrite, CacheAccess.WriteRedis);

    private static CacheAccess When(HybridCacheEntryFlags flags, HybridCacheEntryFlags flag, CacheAccess access) =>
        (flags & flag) == flag ? access : CacheAccess.None;

    private CachePolicy? Find(string key)
    {
        foreach ((GlobPattern keys, CachePolicy policy) in _policies)
        {
            if (keys.IsMatch(key))
            {
                return policy;
            }
        }

        return null;
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
