using System.Runtime.InteropServices;

namespace LearningStudio.Caching.Redis.Fills;

/// <summary>What was known in this process when a value was read: it may be kept here unless that has changed since.</summary>
/// <param name="Generation">The circuit breaker's.</param>
/// <param name="Known">Which removals of keys were known.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReadPoint(int Generation, long Known)
{
    /// <summary>As of which no value may be kept.</summary>
    public static ReadPoint None { get; } = new(Generation: -1, Known: 0);
}
