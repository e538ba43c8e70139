namespace LearningStudio.Caching.Values;

// Rule: entries in Redis expire by the server's clock, as this process knows it from its last look: processes whose own
//   clocks differ agree on how old an entry is. Without Redis, and until the first look, it is this process's clock.
// Threads: all members may be called at once.
internal sealed class EntryClock(TimeProvider time)
{
    // An answer that took longer says too little of when the server looked at its clock.
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromMilliseconds(250);
    private long _ahead;

    public DateTimeOffset Now => time.GetUtcNow().AddTicks(Volatile.Read(ref _ahead));

    /// <summary>By how much the server's clock is ahead of this process's.</summary>
    public TimeSpan Ahead => TimeSpan.FromTicks(Volatile.Read(ref _ahead));

    /// <summary>Takes what the server's clock said between a moment and now.</summary>
    public void Adjust(DateTimeOffset? server, DateTimeOffset sent)
    {
        TimeSpan took = time.GetUtcNow() - sent;
        if (server is { } there && took >= TimeSpan.Zero && took <= LongestAnswer)
        {
            Volatile.Write(ref _ahead, (there - sent - (took / 2)).Ticks);
        }
    }
}
