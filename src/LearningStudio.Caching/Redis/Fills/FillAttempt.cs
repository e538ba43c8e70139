using System.Runtime.InteropServices;

namespace LearningStudio.Caching.Redis.Fills;

/// <summary>How far a fill has come in Redis, and so what becomes of the value that it computes.</summary>
/// <param name="State">The state; by default <see cref="FillState.Detached"/>.</param>
/// <param name="Lookup">The last lookup; by default one that saw nothing.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FillAttempt<T>(FillState State, Lookup<T> Lookup)
{
    /// <summary>The lease that the value is computed under; null unless <see cref="FillState.Leased"/>.</summary>
    public Lease? Lease { get; init; }

    /// <summary>Whether the value is stored in Redis, where <see cref="Head"/> still stands.</summary>
    public bool StoresInRedis => State is FillState.Leased or FillState.Replacing;

    /// <summary>What must still stand under the key for the value to be stored in Redis; empty: it is not stored there.</summary>
    public ReadOnlyMemory<byte> Head =>
        State switch
        {
            FillState.Leased => Lease!.Head,
            FillState.Replacing => Lookup.Seen.Head,
            _ => default,
        };
}
