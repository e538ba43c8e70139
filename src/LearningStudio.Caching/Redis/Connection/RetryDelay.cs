using System.Security.Cryptography;

namespace LearningStudio.Caching.Redis.Connection;

/// <summary>How long to wait before the next attempt: twice as long each time, up to a bound, and half of it at random.</summary>
/// <remarks>
/// Processes that lost their server together do not come back in step. Source: exponential backoff with equal jitter,
/// as in AWS's Architecture Blog. Not thread-safe.
/// </remarks>
internal sealed class RetryDelay(TimeSpan first, TimeSpan max)
{
    private int _failures;

    public void Reset() => _failures = 0;

    public TimeSpan Next() => After(_failures++, first, max);

    /// <summary>The delay after so many failures.</summary>
    public static TimeSpan After(int failures, TimeSpan first, TimeSpan max)
    {
        TimeSpan whole = first * Math.Pow(2, Math.Clamp(failures, 0, 16));
        TimeSpan bounded = whole < max ? whole : max;
        return bounded * (0.5 + (RandomNumberGenerator.GetInt32(1 << 16) / 131_072.0));
    }
}
