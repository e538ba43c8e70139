using System.Security.Cryptography;

namespace LearningStudio.Caching.Policies;

/// <summary>Numbers from 0 to 1 that are spread evenly: multiples of the golden ratio, modulo 1 (Weyl's sequence).</summary>
/// <remarks>Begins anywhere, so that two processes differ. Thread-safe.</remarks>
internal sealed class EvenSpread
{
    private const double GoldenRatio = 0.618_033_988_749_895;
    private int _next = RandomNumberGenerator.GetInt32(1 << 20);

    public double Next() => (uint)Interlocked.Increment(ref _next) * GoldenRatio % 1;
}
