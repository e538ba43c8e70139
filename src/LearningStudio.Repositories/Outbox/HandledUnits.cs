using System.Collections.Concurrent;

namespace LearningStudio.Repositories.Outbox;

/// <summary>Units whose handlers are done, and whose rows are still to be removed. Thread-safe.</summary>
internal sealed class HandledUnits(TimeProvider time)
{
    private readonly ConcurrentQueue<HandledUnit> _units = new();

    public int Count => _units.Count;

    public void Add(long unit) => _units.Enqueue(new HandledUnit(unit, time.GetTimestamp()));

    /// <summary>Takes at most so many, the first first.</summary>
    public IReadOnlyList<HandledUnit> Take(int limit)
    {
        var taken = new List<HandledUnit>();
        while (taken.Count < limit && _units.TryDequeue(out HandledUnit? unit))
        {
            taken.Add(unit);
        }

        return taken;
    }

    /// <summary>Gives back units that were not removed, but for those that are older: their rows are due by now.</summary>
    public void Return(IEnumerable<HandledUnit> units, TimeSpan youngerThan)
    {
        foreach (HandledUnit unit in units.Where(unit => time.GetElapsedTime(unit.HandledAt) < youngerThan))
        {
            _units.Enqueue(unit);
        }
    }
}
