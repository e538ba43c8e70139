using System.Runtime.InteropServices;

namespace LearningStudio.Caching.Fills;

/// <summary>What a call got of the factories in flight.</summary>
/// <param name="Role">Its part in the fill.</param>
/// <param name="Fill">The fill that it started or joins; null where it waits for another's end.</param>
/// <param name="Settled">Ends when the fill that it waits for has settled; null where it starts or joins one.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FillTicket<T>(FillRole Role, Fill<T>? Fill, Task? Settled)
{
    public static FillTicket<T> Start(Fill<T> fill) => new(FillRole.Started, fill, Settled: null);

    public static FillTicket<T> Join(Fill<T> fill) => new(FillRole.Joined, fill, Settled: null);

    /// <summary>A ticket to wait for a sealed fill's end; the stripe's lock must be held.</summary>
    public static FillTicket<T> Settle(Fill sealedFill) => new(FillRole.Settling, Fill: null, sealedFill.Settled);
}
