namespace LearningStudio.Caching.Redis;

/// <summary>With what right a fill goes on.</summary>
/// <param name="Look">The look it rests on; null when Redis failed.</param>
/// <param name="IsSound">Whether the value may be stored at all.</param>
internal readonly record struct Claim<T>(Look<T>? Look, bool IsSound)
{
    /// <summary>Whether the look found the value; else it is to be computed.</summary>
    public bool IsFound { get; init; }

    /// <summary>What must still stand under the key for the value to be stored in Redis; empty: it is not stored there.</summary>
    public ReadOnlyMemory<byte> Head { get; init; }

    public Lease? Lease { get; init; }
}
