using System.Runtime.InteropServices;

namespace LearningStudio.Caching.Values;

/// <summary>A value that came from Redis, and what an entry of it needs.</summary>
/// <param name="Value">For its first reader.</param>
/// <param name="Payload">Its serialised form.</param>
/// <param name="Stamp">The number of the latest invalidation before its factory ran.</param>
/// <param name="Tags">The tags of its fill.</param>
/// <param name="Left">How long it has to live; not more than zero where it serves only if the factory fails.</param>
/// <param name="UsableFor">How long it may serve if the factory fails.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Parsed<T>(
    T Value,
    ReadOnlyMemory<byte> Payload,
    long Stamp,
    string[] Tags,
    TimeSpan Left,
    TimeSpan UsableFor
)
{
    public bool IsExpired => Left <= TimeSpan.Zero;
}
