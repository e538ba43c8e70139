namespace LearningStudio.Caching.Wire;

/// <summary>What stands under a key in Redis; the values of what the cache writes are the bytes it writes.</summary>
internal enum SlotKind : byte
{
    Absent = 0,

    /// <summary>Something that this version of the cache did not write.</summary>
    Unreadable = 1,

    /// <summary>A node is computing the value.</summary>
    Lease = (byte)'L',

    Value = (byte)'V',
}
