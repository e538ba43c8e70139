using System.Runtime.InteropServices;
using LearningStudio.Caching.Invalidation;

namespace LearningStudio.Caching.Redis.Fills;

/// <summary>With what right a fill computes a value; by default none: it is stored nowhere.</summary>
/// <param name="ReadPoint">As of when the value may be kept here.</param>
/// <param name="Log">Where the log stood before the factory ran.</param>
/// <param name="IsSound">Whether the value may be stored at all.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FillPermit(ReadPoint ReadPoint, Sequence Log, bool IsSound)
{
    /// <summary>What must still stand under the key for the value to be stored in Redis; empty: it is not stored there.</summary>
    public ReadOnlyMemory<byte> Head { get; init; }

    public Lease? Lease { get; init; }
}
