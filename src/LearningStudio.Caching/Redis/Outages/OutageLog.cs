using LearningStudio.Caching.Diagnostics;
using Microsoft.Extensions.Logging;

namespace LearningStudio.Caching.Redis.Outages;

// Rule: an outage is one line when it begins, one for each further reason, and one when it ends. A reason is logged once
//   an outage, and only so many of them are, so that no probe logs a line of its own.
// Threads: used under the breaker's lock.
internal sealed class OutageLog(TimeProvider time, ILogger logger)
{
    private const int MaxReasons = 10;
    private readonly HashSet<string> _reasons = new(StringComparer.Ordinal);
    private long _began = time.GetTimestamp();

    /// <summary>Redis is left.</summary>
    public void Begin(string reason)
    {
        _began = time.GetTimestamp();
        _reasons.Add(reason);
        logger.RedisLeft(reason);
    }

    /// <summary>An attempt to reach Redis failed; an outage shorter than the patience has no reason but its first.</summary>
    public void Continue(string reason, TimeSpan patience)
    {
        if (time.GetElapsedTime(_began) < patience || _reasons.Count == MaxReasons || !_reasons.Add(reason))
        {
            return;
        }

        if (_reasons.Count == 1)
        {
            logger.RedisLeft(reason);
        }
        else
        {
            logger.RedisStillAway(reason);
        }
    }

    /// <summary>Redis is used again; nothing is said where nothing was said of its being away.</summary>
    public void End()
    {
        if (_reasons.Count > 0)
        {
            logger.RedisJoined(time.GetElapsedTime(_began).TotalSeconds);
        }

        _reasons.Clear();
    }
}
