using LearningStudio.Caching.Values;

namespace LearningStudio.Caching.Local;

// Rule: with Redis, a local entry is served while the last heartbeat is young: a process that was paused, or that missed
//   a message, asks Redis first. In an outage nobody hears of the others' invalidations, so an entry is served for a
//   bounded time only, counted from the outage's begin or from its own storing. Without Redis there is nothing to doubt.
// Threads: all members may be called at once.
internal sealed class LocalFreshness(CoarseClock clock)
{
    private long _until = long.MaxValue;
    private long _outageBegan = long.MinValue;
    private long _outageLimit;

    /// <summary>The time by which entries are stored, expire and are trusted.</summary>
    public long Now => clock.Now;

    /// <summary>Says that there is Redis; until it was reached it counts as away.</summary>
    /// <param name="fallback">For how long an entry is served in an outage.</param>
    public void LimitOutages(TimeSpan fallback)
    {
        _outageLimit = fallback.Ticks;
        BeginOutage();
    }

    public void BeginOutage()
    {
        Volatile.Write(ref _outageBegan, Now);
        Volatile.Write(ref _until, long.MinValue);
    }

    /// <summary>Says until when what is known here is recent enough.</summary>
    public void Extend(long until)
    {
        Volatile.Write(ref _until, until);
        Volatile.Write(ref _outageBegan, long.MinValue);
    }

    /// <summary>Whether Redis is in use, and was asked too long ago.</summary>
    public bool IsDoubtful => Now >= Volatile.Read(ref _until) && Volatile.Read(ref _outageBegan) == long.MinValue;

    public bool Covers(CacheEntry entry, long now) => now < Volatile.Read(ref _until) || CoversInOutage(entry, now);

    private bool CoversInOutage(CacheEntry entry, long now)
    {
        long began = Volatile.Read(ref _outageBegan);
        return began != long.MinValue && now - Math.Max(began, entry.StoredAt) < _outageLimit;
    }
}
