using System.Runtime.InteropServices;
using LearningStudio.Caching.Invalidation;
using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Redis;

/// <summary>What one look into Redis found.</summary>
/// <param name="Seen">What stood under the key.</param>
/// <param name="Log">Where the log stood.</param>
/// <param name="Position">The same among the numbers of the log's copy: the stamp of what is computed now.</param>
/// <param name="Place">As of when a value may be kept here.</param>
/// <param name="Parsed">The value, when it is alive and readable.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Look<T>(SeenSlot Seen, Sequence Log, long Position, Place Place, Parsed<T>? Parsed);
