namespace LearningStudio.Caching.Local;

// Rule: the clock that local entries expire by, and are trusted by, in ticks of 100 ns from some beginning. It counts the
//   time in which the machine was suspended, which a monotonic clock does not on every system: where the wall clock has
//   come further than the monotonic one, the difference is added. A wall clock that is set forward does the same, and
//   costs no more than early expiries; one that is set back changes nothing.
// Threads: all members may be called at once; the lock is taken once a step of the monotonic clock.
// Cost: where time is the system's it is read from the counter that the kernel keeps, in steps of a few milliseconds: a
//   precise reading would cost more than the rest of a hit. Source: CLOCK_MONOTONIC leaves suspension out on Linux
//   (clock_gettime(2)).
internal sealed class CoarseClock
{
    private const long Noticeable = TimeSpan.TicksPerSecond / 2;

    // Two clocks are read one after the other: a thread that was held up in between has compared nothing.
    private const long AtOnce = TimeSpan.TicksPerSecond / 20;
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly bool _isSystem;
    private long _seen;
    private long _seenWall;
    private long _suspended;

    public CoarseClock(TimeProvider time)
    {
        _time = time;
        _isSystem = ReferenceEquals(time, TimeProvider.System);
        (_seen, _seenWall) = (Monotonic, Wall);
    }

    public long Now
    {
        get
        {
            long monotonic = Monotonic;
            return (monotonic == Volatile.Read(ref _seen) ? monotonic : Compare(monotonic))
                + Volatile.Read(ref _suspended);
        }
    }

    private long Monotonic =>
        _isSystem
            ? Environment.TickCount64 * TimeSpan.TicksPerMillisecond
            : (long)((Int128)_time.GetTimestamp() * TimeSpan.TicksPerSecond / _time.TimestampFrequency);

    private long Wall => _time.GetUtcNow().Ticks;

    private long Compare(long monotonic)
    {
        lock (_lock)
        {
            long wall = Wall;
            long after = Monotonic;
            if (after > _seen && after - monotonic < AtOnce)
            {
                long missed = wall - _seenWall - (after - _seen);
                Volatile.Write(ref _suspended, _suspended + (missed > Noticeable ? missed : 0));
                _seenWall = wall;
                Volatile.Write(ref _seen, after);
            }

            return after;
        }
    }
}
