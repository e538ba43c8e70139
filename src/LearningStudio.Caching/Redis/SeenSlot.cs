using LearningStudio.Caching.Wire;

namespace LearningStudio.Caching.Redis;

/// <summary>What a look found under a key.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="Head">What identifies it; empty when there was nothing.</param>
/// <param name="LooksFree">
/// Whether nothing was seen and no attempt to place a lease there has failed: something that is not a string is not seen.
/// </param>
internal readonly record struct SeenSlot(SlotKind Kind, ReadOnlyMemory<byte> Head, bool LooksFree);
