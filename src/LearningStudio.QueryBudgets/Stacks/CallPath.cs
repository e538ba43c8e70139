namespace LearningStudio.QueryBudgets.Stacks;

// Rule: two statements come from one loop if they come from one path: the same lines of the application, from the data
//   layer's caller outwards. Who calls a method is lost behind an await, so a path that ends early may be any that
//   continues it. Recursion repeats methods; the innermost call of each counts.
internal sealed class CallPath : IEquatable<CallPath>
{
    private const int MaxShown = 5;
    private readonly StackPosition[] _positions;

    private CallPath(StackPosition[] positions, string? site, IReadOnlyList<string> shown)
    {
        _positions = positions;
        Site = site;
        Shown = shown;
    }

    /// <summary>The path of a statement whose stack nobody looked at, or held nothing.</summary>
    public static CallPath Unknown { get; } = new([], site: null, []);

    /// <summary>The method that asked: the first outside the data layer, or the data layer's own where an await cut the rest.</summary>
    public string? Site { get; }

    /// <summary>The innermost positions, the site first.</summary>
    public IReadOnlyList<string> Shown { get; }

    public static CallPath Create(CapturedStack stack, Predicate<StackMethod> isDataLayer)
    {
        StackPosition[] outside =
        [
            .. stack.Users.Where(position => !isDataLayer(position.Method)).DistinctBy(position => position.Method),
        ];
        // An async method is on the stack twice: its code, and the call that began it.
        StackPosition[] shown =
        [
            .. outside.DistinctBy(position => position.Method.FullName, StringComparer.Ordinal).Take(MaxShown),
        ];
        if (shown.Length == 0)
        {
            shown = [.. stack.Users.Take(1)];
        }

        string[] lines = [.. shown.Select(StackReader.Describe)];
        return lines.Length == 0 ? Unknown : new CallPath(outside, lines[0], lines);
    }

    /// <summary>Whether this may be the other, cut short.</summary>
    public bool IsPrefixOf(CallPath other) => other._positions.AsSpan().StartsWith(_positions);

    public bool Equals(CallPath? other) =>
        other is not null && _positions.AsSpan().SequenceEqual(other._positions.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as CallPath);

    public override int GetHashCode() =>
        _positions.Length == 0 ? 0 : HashCode.Combine(_positions.Length, _positions[0]);
}
