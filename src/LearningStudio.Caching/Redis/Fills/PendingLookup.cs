using System.Runtime.InteropServices;
using LearningStudio.Caching.Redis.Connection;
using StackExchange.Redis;

namespace LearningStudio.Caching.Redis.Fills;

/// <summary>A lookup that was sent, with what was known here before.</summary>
/// <param name="ReadPoint">As of when what it finds may be kept here.</param>
/// <param name="KnownLog">Up to where the log was known.</param>
/// <param name="Deadline">When waiting for it ends.</param>
/// <param name="Answer">The slot, and the place of the log.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct PendingLookup(
    ReadPoint ReadPoint,
    long KnownLog,
    Deadline Deadline,
    Task<RedisValue[]> Answer
)
{
    /// <summary>A lease that was sent after the lookup, for the case that nothing is found; null where none was.</summary>
    public Lease? SpeculativeLease { get; init; }

    /// <summary>Whether the speculative lease was placed.</summary>
    public Task<bool>? LeaseRequest { get; init; }

    /// <summary>What was sent last: its answer comes after the others, except from several servers.</summary>
    public Task Last => (Task?)LeaseRequest ?? Answer;
}
