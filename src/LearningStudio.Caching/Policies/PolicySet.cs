using LearningStudio.Caching.Invalidation;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Policies;

/// <summary>The options in force at one moment, compiled for lookup by key; immutable.</summary>
internal sealed class PolicySet
{
    private readonly VersionedCacheOptions _options;
    private readonly TimeSpan _maxLifetime;
    private readonly CacheAccess _possible;
    private readonly FamilyRules _rules;
    private readonly CallPlan _plain;
    private readonly (GlobPattern Keys, CachePolicy Policy, FamilyRules Rules)[] _policies;

    /// <param name="options">The options in force.</param>
    /// <param name="maxLifetime">The longest life of an entry.</param>
    /// <param name="possible">What the cache has: without Redis no call can use it.</param>
    public PolicySet(VersionedCacheOptions options, TimeSpan maxLifetime, CacheAccess possible)
    {
        _options = options;
        _maxLifetime = maxLifetime;
        _possible = possible;
        _policies =
        [
            .. options
                .Policies.Values.Select(policy =>
                    (GlobPattern.Parse(policy.Pattern), policy, FamilyRules.Create(policy, options.FactoryTimeout))
                )
                .OrderByDescending(entry => entry.Item1.Prefix.Length)
                .ThenBy(entry => entry.policy.Pattern, StringComparer.Ordinal),
        ];
        _rules = FamilyRules.Create(policy: null, options.FactoryTimeout);
        _plain = Plan(policy: null, _rules, call: null);
    }

    // Written where it is needed: a plan is large, and most calls take the plain one.
    public void Plan(ReadOnlySpan<char> key, HybridCacheEntryOptions? call, out CallPlan plan)
    {
        if (call is null && _policies.Length == 0)
        {
            plan = _plain;
        }
        else
        {
            plan = PlanByPolicy(key, call);
        }
    }

    private CallPlan PlanByPolicy(ReadOnlySpan<char> key, HybridCacheEntryOptions? call)
    {
        foreach ((GlobPattern keys, CachePolicy policy, FamilyRules rules) in _policies)
        {
            if (keys.IsMatch(key))
            {
                return Plan(policy, rules, call);
            }
        }

        return call is null ? _plain : Plan(policy: null, _rules, call);
    }

    private CallPlan Plan(CachePolicy? policy, FamilyRules rules, HybridCacheEntryOptions? call)
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
        TimeSpan lifetime = Min(expiration, _maxLifetime);
        TimeSpan localLifetime = Min(lifetime, local);
        CacheAccess access = enabled ? _possible & ~Forbidden(flags) : CacheAccess.None;
        access &= lifetime > TimeSpan.Zero ? CacheAccess.All : ~CacheAccess.Write;
        access &= localLifetime > TimeSpan.Zero ? CacheAccess.All : ~CacheAccess.WriteLocal;
        return new CallPlan(
            access,
            Compute: (flags & HybridCacheEntryFlags.DisableUnderlyingData) is HybridCacheEntryFlags.None,
            Compress: (flags & HybridCacheEntryFlags.DisableCompression) is HybridCacheEntryFlags.None,
            lifetime,
            localLifetime,
            Min(
                policy?.FailSafe ?? TimeSpan.Zero,
                _maxLifetime - (lifetime > TimeSpan.Zero ? lifetime : TimeSpan.Zero)
            ),
            rules
        );
    }

    private static CacheAccess Forbidden(HybridCacheEntryFlags flags) =>
        When(flags, HybridCacheEntryFlags.DisableLocalCacheRead, CacheAccess.ReadLocal)
        | When(flags, HybridCacheEntryFlags.DisableLocalCacheWrite, CacheAccess.WriteLocal)
        | When(flags, HybridCacheEntryFlags.DisableDistributedCacheRead, CacheAccess.ReadRedis)
        | When(flags, HybridCacheEntryFlags.DisableDistributedCacheWrite, CacheAccess.WriteRedis);

    private static CacheAccess When(HybridCacheEntryFlags flags, HybridCacheEntryFlags flag, CacheAccess access) =>
        (flags & flag) == flag ? access : CacheAccess.None;

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
