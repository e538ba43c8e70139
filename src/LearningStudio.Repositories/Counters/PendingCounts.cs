namespace LearningStudio.Repositories.Counters;

/// <summary>A value an id, collected until it is taken. Thread-safe; what was noted is taken once.</summary>
/// <param name="merge">Makes one value of two; in any order.</param>
internal sealed class PendingCounts(Func<long, long, long> merge)
{
    private readonly Lock _lock = new();
    private Dictionary<long, long> _values = [];

    public void Note(long id, long value)
    {
        lock (_lock)
        {
            _values[id] = _values.TryGetValue(id, out long before) ? merge(before, value) : value;
        }
    }

    public IReadOnlyDictionary<long, long> Take()
    {
        lock (_lock)
        {
            Dictionary<long, long> taken = _values;
            _values = [];
            return taken;
        }
    }
}
