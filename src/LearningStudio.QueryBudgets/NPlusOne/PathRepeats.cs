using LearningStudio.QueryBudgets.Stacks;

namespace LearningStudio.QueryBudgets.NPlusOne;

/// <summary>How often one path of calls sent a statement, and with which values.</summary>
internal sealed class PathRepeats(CallPath path)
{
    private readonly Dictionary<int, int> _values = [];

    public CallPath Path { get; private set; } = path;

    public int Count { get; private set; }

    public IReadOnlyCollection<int> Values => _values.Keys;

    public void Add(CallPath path, int values)
    {
        // A path that ends in the data layer has no positions, and still names a method.
        Path = Path.Site is null ? path : Path;
        Count++;
        if (_values.Count < NPlusOneDetector.MaxSets || _values.ContainsKey(values))
        {
            _values[values] = _values.GetValueOrDefault(values) + 1;
        }
    }

    public void Retract(int values)
    {
        Count--;
        if (_values.GetValueOrDefault(values) is > 0 and int times)
        {
            _values[values] = times - 1;
            if (times == 1)
            {
                _values.Remove(values);
            }
        }
    }
}
