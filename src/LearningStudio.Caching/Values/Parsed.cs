using System.Runtime.InteropServices;
using LearningStudio.Caching.Policies;

namespace LearningStudio.Caching.Values;

/// <summary>A value that came from Redis, and what an entry of it needs.</summary>
/// <param name="Value">For its first reader.</param>
/// <param name="Payload">Its serialised form.</param>
/// <param name="Stamp">The number of the latest invalidation before its factory ran.</param>
/// <param name="Tags">The tags of its fill.</param>
/// <param name="Left">How long it has to live.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Parsed<T>(
    T Value,
    ReadOnlyMemory<byte> Payload,
    long Stamp,
    string[] Tags,
    TimeSpan Left
)
{
    /// <summary>A call's plan, with no longer life than is left.</summary>
    public CallPlan Limit(CallPlan plan) => Left < plan.LocalLifetime ? plan with { LocalLifetime = Left } : plan;
}
