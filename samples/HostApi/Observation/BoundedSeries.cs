using System.Collections.Concurrent;

namespace LearningStudio.HostApi.Observation;

/// <summary>Counts by name. Bounded: past a number of names, and for long ones, they are those of the rest. Thread-safe.</summary>
internal sealed class BoundedSeries(WindowClock clock, int width, int maxNames)
{
    public const string Other = "other";
    private const int MaxNameLength = 200;
    private readonly ConcurrentDictionary<string, SlidingCounts> _series = new(StringComparer.Ordinal);
    private readonly SlidingCounts _other = new(clock, width);
    private int _names;

    /// <summary>The counts of a name; a name that is known takes no allocation.</summary>
    public SlidingCounts GetOrAdd(ReadOnlySpan<char> name)
    {
        if (_series.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out SlidingCounts? known))
        {
            return known;
        }

        // Counted here, since the dictionary's own count takes all its locks; racing callers may use up a place or two.
        return
            name.Length <= MaxNameLength
            && Volatile.Read(ref _names) < maxNames
            && Interlocked.Increment(ref _names) <= maxNames
            ? _series.GetOrAdd(name.ToString(), _ => new SlidingCounts(clock, width))
            : _other;
    }

    /// <summary>What was counted in one slot of the window, whatever the name.</summary>
    /// <param name="age">0 for the slot that runs, 1 for the one before it.</param>
    public long[] Slot(int age)
    {
        var sums = new long[width];
        foreach ((_, SlidingCounts counts) in All())
        {
            counts.AddSlot(age, sums);
        }

        return sums;
    }

    /// <summary>What was counted by name, within the window and since the start: the busiest first, names without any left out.</summary>
    /// <param name="read">Makes sense of a row of counters.</param>
    /// <param name="sizeOf">How much was counted.</param>
    public IEnumerable<(string Name, TStats Window, TStats SinceStart)> Rank<TStats>(
        Func<long[], TStats> read,
        Func<TStats, long> sizeOf
    ) =>
        All()
            .Select(series =>
                (Name: series.Key, Window: read(series.Value.Window()), SinceStart: read(series.Value.Totals()))
            )
            .Where(series => sizeOf(series.SinceStart) > 0)
            .OrderByDescending(series => sizeOf(series.Window))
            .ThenBy(series => series.Name, StringComparer.Ordinal);

    // All names and their counts, the rest included.
    private IEnumerable<KeyValuePair<string, SlidingCounts>> All() => _series.Append(new(Other, _other));
}
