using System.Runtime.InteropServices;
using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Policies;

/// <summary>What one call may do with one key, after the call's options, the policies and the defaults.</summary>
/// <param name="Access">Which parts of the cache may be read and written.</param>
/// <param name="Compute">Whether an absent value is computed.</param>
/// <param name="Compress">Whether a large value may be compressed.</param>
/// <param name="Lifetime">How long the entry lives in Redis.</param>
/// <param name="LocalLifetime">How long it lives in this process; not longer than in Redis.</param>
/// <param name="FailSafe">How long after its end it still serves when the factory fails; zero for never.</param>
/// <param name="Rules">What holds for its family.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CallPlan(
    CacheAccess Access,
    bool Compute,
    bool Compress,
    TimeSpan Lifetime,
    TimeSpan LocalLifetime,
    TimeSpan FailSafe,
    FamilyRules Rules
)
{
    /// <summary>The plan where the cache takes no part: the factory runs, nothing is kept.</summary>
    public static CallPlan Bypass { get; } =
        new(CacheAccess.None, true, false, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, FamilyRules.None);

    public bool May(CacheAccess access) => (Access & access) is not CacheAccess.None;

    /// <summary>The plan for a value: null may have a life of its own, and none lives longer than another says.</summary>
    /// <param name="isNull">Whether the value is null.</param>
    /// <param name="luck">From 0 to 1: how much of the jitter is taken off.</param>
    public CallPlan For(bool isNull, double luck)
    {
        TimeSpan lifetime = isNull && Rules.NegativeLifetime < Lifetime ? Rules.NegativeLifetime.Value : Lifetime;
        return Limit(lifetime - (lifetime * (Rules.Jitter * luck)));
    }

    /// <summary>How long before its end an entry is computed anew: not before half of its life; zero for never.</summary>
    public TimeSpan RefreshAhead => Rules.RefreshAhead < Lifetime / 2 ? Rules.RefreshAhead : Lifetime / 2;

    /// <summary>How long the entry stays in Redis.</summary>
    public TimeSpan RedisLifetime => Lifetime + FailSafe;

    /// <summary>The plan for what was found in Redis: it lives as long as it has left.</summary>
    public CallPlan Limit<T>(in Parsed<T> found) => Limit(found.Left) with { FailSafe = found.UsableFor - found.Left };

    /// <summary>The plan with this life, in this process too unless that is shorter already.</summary>
    public CallPlan Limit(TimeSpan lifetime)
    {
        TimeSpan local = lifetime < LocalLifetime ? lifetime : LocalLifetime;
        CacheAccess access = lifetime > TimeSpan.Zero ? Access : Access & ~CacheAccess.Write;
        return this with { Access = access, Lifetime = lifetime, LocalLifetime = local };
    }
}
