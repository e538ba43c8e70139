using LearningStudio.Caching.Wire;

namespace LearningStudio.Caching.Redis.Fills;

/// <summary>What a lookup found under a key.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="Bytes">All of it; empty when there was nothing.</param>
internal readonly record struct SeenSlot(SlotKind Kind, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>What identifies it.</summary>
    public ReadOnlyMemory<byte> Head => SlotHead.Read(Bytes);
}
