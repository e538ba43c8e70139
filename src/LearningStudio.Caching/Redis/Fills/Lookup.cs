using System.Runtime.InteropServices;
using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Redis.Fills;

/// <summary>What one lookup in Redis found.</summary>
/// <param name="Seen">What stood under the key.</param>
/// <param name="Log">Where the log stood.</param>
/// <param name="Position">The same among the numbers of the log's copy: the stamp of what is computed now.</param>
/// <param name="ReadPoint">As of when a value may be kept here.</param>
/// <param name="Parsed">The value, when it is readable and not invalidated.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Lookup<T>(
    SeenSlot Seen,
    Sequence Log,
    long Position,
    ReadPoint ReadPoint,
    Parsed<T>? Parsed
)
{
    public Parsed<T>? Live => Parsed is { IsExpired: false } ? Parsed : null;

    /// <summary>A value that serves if the factory fails.</summary>
    public Parsed<T>? Expired => Parsed is { IsExpired: true } ? Parsed : null;
}
