using StackExchange.Redis;

namespace LearningStudio.Caching.Redis.Connection;

/// <summary>Has the client wait twice as long before each attempt to reconnect, up to a second, with a share of its own.</summary>
internal sealed class ConnectRetryPolicy : IReconnectRetryPolicy
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private long _attempt = -1;
    private TimeSpan _delay;

    // Asked again and again until the time has come: each attempt draws its delay once.
    public bool ShouldRetry(long currentRetryCount, int timeElapsedMillisecondsSinceLastRetry)
    {
        lock (_lock)
        {
            if (_attempt != currentRetryCount)
            {
                _attempt = currentRetryCount;
                _delay = RetryDelay.After((int)Math.Min(currentRetryCount, int.MaxValue), First, Max);
            }

            return timeElapsedMillisecondsSinceLastRetry >= _delay.TotalMilliseconds;
        }
    }
}
