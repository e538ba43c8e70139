using System.Globalization;

namespace LearningStudio.Caching.Values;

// Rule: entries in Redis expire by the server's clock, as it was compared with this process's when the process came to
//   Redis last: processes whose own clocks differ agree on how old an entry is. Where the clocks agree later, since one of
//   them was set right, that holds from then on. Without Redis it is this process's clock.
// Threads: all members may be called at once.
internal sealed class EntryClock(TimeProvider time)
{
    // An answer that took longer says too little of when the server looked at its clock.
    private static readonly TimeSpan MaxAnswerTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Agreement = TimeSpan.FromSeconds(1);
    private long _ahead;

    public DateTimeOffset Now => time.GetUtcNow().AddTicks(Volatile.Read(ref _ahead));

    /// <summary>A moment from now, as a frame names it: in Unix milliseconds.</summary>
    public long After(TimeSpan span) => (Now + span).ToUnixTimeMilliseconds();

    /// <summary>By how much the server's clock is ahead of this process's.</summary>
    public TimeSpan Ahead => TimeSpan.FromTicks(Volatile.Read(ref _ahead));

    /// <summary>Takes what the server's clock said between a moment and now, in Unix milliseconds.</summary>
    public void Adjust(string server, DateTimeOffset sent)
    {
        if (TryCompare(server, sent, out TimeSpan ahead))
        {
            Volatile.Write(ref _ahead, ahead.Ticks);
        }
    }

    /// <summary>The same where the clocks agree by now.</summary>
    public void Approach(string server, DateTimeOffset sent)
    {
        if (TryCompare(server, sent, out TimeSpan ahead) && ahead.Duration() < Agreement)
        {
            Volatile.Write(ref _ahead, ahead.Ticks);
        }
    }

    private bool TryCompare(string server, DateTimeOffset sent, out TimeSpan ahead)
    {
        TimeSpan took = time.GetUtcNow() - sent;
        ahead = TimeSpan.Zero;
        if (
            took < TimeSpan.Zero
            || took > MaxAnswerTime
            || !long.TryParse(server, NumberStyles.None, CultureInfo.InvariantCulture, out long there)
        )
        {
            return false;
        }

        ahead = DateTimeOffset.FromUnixTimeMilliseconds(there) - sent - (took / 2);
        return true;
    }
}
