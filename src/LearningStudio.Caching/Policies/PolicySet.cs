using LearningStudio.Caching.Invalidation;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Policies;

/// <summary>The options in force at one moment, compiled for lookup by key; immutable.</summary>
internal sealed class PolicySet
{
    private readonly VersionedCacheOptions _options;
    private readonly TimeSpan _longest;
    private readonly (GlobPattern Keys, CachePolicy Policy)[] _policies;

    public PolicySet(VersionedCacheOptions options, TimeSpan longest)
    {
        _options = options;
        _longest = longest;
        _policies =
        [
            .. options
                .Policies.Values.Select(policy => (Keys: GlobPattern.Parse(policy.Pattern), Policy: policy))
                .OrderByDescending(entry => entry.Keys.Prefix.Length)
                .ThenBy(entry => entry.Policy.Pattern, StringComparer.Ordinal),
        ];
    }

    public CallPlan Plan(string key, HybridCacheEntryOptions? call)
    {
        CachePolicy? policy = Find(key);
        bool enabled = _options.Enabled && policy?.Enabled != false;
        HybridCacheEntryFlags flags = call?.Flags ?? HybridCacheEntryFlags.None;
        TimeSpan expiration = policy?.Expiration ?? call?.Expiration ?? _options.DefaultExpiration;
        TimeSpan local =
            policy?.LocalExpiration
            ?? call?.LocalCacheExpiration
            ?? (policy?.Expiration is null ? call?.Expiration : null)
            ?? _options.LocalExpiration
            ?? expiration;
        TimeSpan lifetime = Least(Least(expiration, local), _longest);
        return new CallPlan(
            Read: enabled && !flags.HasFlag(HybridCacheEntryFlags.DisableLocalCacheRead),
            Write: enabled && lifetime > TimeSpan.Zero && !flags.HasFlag(HybridCacheEntryFlags.DisableLocalCacheWrite),
            Compute: !flags.HasFlag(HybridCacheEntryFlags.DisableUnderlyingData),
            Share: policy?.Share ?? false,
            lifetime
        );
    }

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
