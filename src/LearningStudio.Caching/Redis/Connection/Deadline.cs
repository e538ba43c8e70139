namespace LearningStudio.Caching.Redis.Connection;

/// <summary>The moment until which an operation may wait for Redis, however many commands it sends.</summary>
internal readonly struct Deadline(TimeProvider time, TimeSpan wait)
{
    private readonly long _began = time.GetTimestamp();

    /// <summary>Whether hardly any of it is over: then the client's own limit, which is a little shorter, will do.</summary>
    public bool IsFresh => time.GetElapsedTime(_began) < wait * (1 - RedisProfile.ClientShare);

    public TimeSpan Left
    {
        get
        {
            TimeSpan left = wait - time.GetElapsedTime(_began);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }
}
