using System.Runtime.InteropServices;

namespace LearningStudio.Caching.Fills;

/// <summary>An expired value in Redis that a lease has taken the place of.</summary>
/// <param name="Frame">The value as it stood there.</param>
/// <param name="Left">How long it had to live; not more than zero.</param>
/// <param name="UsableFor">How long it may serve where a factory fails.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ReplacedValue(ReadOnlyMemory<byte> Frame, TimeSpan Left, TimeSpan UsableFor);
