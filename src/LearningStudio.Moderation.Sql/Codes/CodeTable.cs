using System.Collections.Frozen;

namespace LearningStudio.Moderation.Sql.Codes;

// Rule: what is stored never follows a name in the code. A member that is added gets a word of its own, and a word is
//   never given another meaning.
/// <summary>The words that the tables hold for the members of an enum. Immutable and thread-safe.</summary>
internal sealed class CodeTable<T>
    where T : struct, Enum
{
    private readonly FrozenDictionary<T, string> _codes;
    private readonly FrozenDictionary<string, T> _values;

    public CodeTable(params (T Value, string Code)[] codes)
    {
        _codes = codes.ToFrozenDictionary(pair => pair.Value, pair => pair.Code);
        _values = codes.ToFrozenDictionary(pair => pair.Code, pair => pair.Value, StringComparer.Ordinal);
    }

    /// <exception cref="ArgumentOutOfRangeException">The value is no member of the enum.</exception>
    public string this[T value] =>
        _codes.TryGetValue(value, out string? code)
            ? code
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"No {typeof(T).Name} is stored like that.");

    /// <exception cref="InvalidOperationException">The word is none that this version writes.</exception>
    public T Parse(string code) =>
        _values.TryGetValue(code, out T value)
            ? value
            : throw new InvalidOperationException(
                $"The database holds a {typeof(T).Name} that this version does not know. Was it written by a later one?"
            );
}
