namespace LearningStudio.HostApi.Observation;

// Rule: a fixed row of counters, kept twice: since the start, and in a ring of slots that together are the window. A slot
//   is emptied by the first who counts in it anew; one that nobody has touched since is recognised by its number.
// Threads: all members may be called at once. Counting takes a lock once a slot; else it is two interlocked additions.
// Cost: 8 bytes a counter for the start and 4 a slot.
internal sealed class SlidingCounts
{
    private readonly WindowClock _clock;
    private readonly int _width;
    private readonly Lock _turning = new();
    private readonly long[] _totals;
    private readonly int[] _ring;
    private readonly long[] _slots = new long[WindowClock.Slots];

    /// <param name="clock">Which slot runs.</param>
    /// <param name="width">How many counters there are.</param>
    public SlidingCounts(WindowClock clock, int width)
    {
        _clock = clock;
        _width = width;
        _totals = new long[width];
        _ring = new int[width * WindowClock.Slots];
        Array.Fill(_slots, -1);
    }

    public void Add(int counter, int count = 1)
    {
        Interlocked.Add(ref _totals[counter], count);
        long slot = _clock.Slot;
        int place = (int)(slot % WindowClock.Slots);
        if (Volatile.Read(ref _slots[place]) != slot && !Turn(place, slot))
        {
            return;
        }

        Interlocked.Add(ref _ring[(place * _width) + counter], count);
    }

    /// <summary>What was counted since the start.</summary>
    public long[] Totals()
    {
        var sums = new long[_width];
        for (int i = 0; i < _width; i++)
        {
            sums[i] = Interlocked.Read(ref _totals[i]);
        }

        return sums;
    }

    /// <summary>What was counted in the window.</summary>
    public long[] Window()
    {
        var sums = new long[_width];
        for (int age = 0; age < WindowClock.Slots; age++)
        {
            AddSlot(age, sums);
        }

        return sums;
    }

    /// <summary>Adds what was counted in one slot of the window.</summary>
    /// <param name="age">0 for the slot that runs, 1 for the one before it.</param>
    /// <param name="sums">A sum for each counter.</param>
    public void AddSlot(int age, Span<long> sums)
    {
        long slot = _clock.Slot - age;
        int place = (int)((slot + WindowClock.Slots) % WindowClock.Slots);
        if (slot < 0 || Volatile.Read(ref _slots[place]) != slot)
        {
            return;
        }

        for (int i = 0; i < _width; i++)
        {
            sums[i] += Volatile.Read(ref _ring[(place * _width) + i]);
        }
    }

    /// <summary>Empties a place of the ring for a slot.</summary>
    /// <returns>False for a slot that has left the window meanwhile: it counts since the start alone.</returns>
    private bool Turn(int place, long slot)
    {
        lock (_turning)
        {
            if (_slots[place] < slot)
            {
                Array.Clear(_ring, place * _width, _width);
                Volatile.Write(ref _slots[place], slot);
            }

            return _slots[place] == slot;
        }
    }
}
