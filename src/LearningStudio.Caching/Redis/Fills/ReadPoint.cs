using System.Runtime.InteropServices;

namespace LearningStudio.Caching.Redis.Fills;

/// <summary>As of when a value may be kept in this process.</summary>
/// <param name="Generation">The breaker's.</param>
/// <param name="Known">Which removals of keys were known.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReadPoint(int Generation, long Known)
{
    /// <summary>As of which no value may be kept.</summary>
    public static ReadPoint None { get; } = new(Generation: -1, Known: 0);
}
