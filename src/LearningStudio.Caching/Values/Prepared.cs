using System.Runtime.InteropServices;
using LearningStudio.Caching.Policies;

namespace LearningStudio.Caching.Values;

/// <summary>What can be kept of a value.</summary>
/// <param name="Entry">Its entry here; null when its serialiser failed.</param>
/// <param name="Frame">Its form in Redis; null where it is not stored there.</param>
/// <param name="Plan">The call's plan for this value.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Prepared<T>(CacheEntry<T>? Entry, byte[]? Frame, CallPlan Plan);
