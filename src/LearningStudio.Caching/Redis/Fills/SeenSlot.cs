using LearningStudio.Caching.Wire;

namespace LearningStudio.Caching.Redis.Fills;

/// <summary>What a look found under a key.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="Bytes">All of it; empty when there was nothing.</param>
/// <param name="LooksFree">
/// Whether nothing was seen and no attempt to place a lease there has failed: something that is not a string is not seen.
/// </param>
internal readonly record struct SeenSlot(SlotKind Kind, ReadOnlyMemory<byte> Bytes, bool LooksFree)
{
    /// <summary>What identifies it.</summary>
    public ReadOnlyMemory<byte> Head => SlotHead.Read(Bytes);
}
