using System.Globalization;
using System.Text.Json;

namespace LearningStudio.HostApi.Commands.Import;

/// <summary>The fields of the line on which the reader stands; valid until the reader moves on. A field that is null is left out.</summary>
/// <param name="file">The file's name.</param>
/// <param name="number">The line's number, from 1.</param>
/// <param name="size">The line's length in bytes.</param>
/// <param name="row">Its object.</param>
internal sealed class JsonLine(string file, int number, int size, JsonElement row)
{
    /// <summary>The longest name that is indexed, in characters: what every database can.</summary>
    public const int MaxNameLength = 500;

    /// <summary>The line's length in bytes.</summary>
    public int Size => size;

    /// <summary>A whole number from 0 up to a limit, exclusive.</summary>
    public long Id(string name, long limit) =>
        OptionalId(name, limit) ?? throw Expected($"a whole number below {Text(limit)}", name);

    public long? OptionalId(string name, long limit) =>
        Find(name) is { } value
            ? value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long id) && id >= 0 && id < limit
                ? id
                : throw Expected($"a whole number from 0, below {Text(limit)}", name)
            : null;

    /// <summary>A whole number within its bounds, inclusive; 0 where it is left out.</summary>
    public int Number(string name, int minimum = int.MinValue, int maximum = int.MaxValue) =>
        Find(name) is { } value
            ? value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out int found)
            && found >= minimum
            && found <= maximum
                ? found
                : throw Expected($"a whole number from {Text(minimum)} to {Text(maximum)}", name)
            : 0;

    /// <summary>True or false; false where it is left out.</summary>
    public bool Flag(string name) =>
        Find(name) is { } value
        && value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Expected("true or false", name),
        };

    public string Text(string name) => OptionalText(name) ?? throw Expected("text", name);

    /// <summary>The text, less any NUL, which not every database can hold.</summary>
    public string? OptionalText(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        try
        {
            return value.ValueKind == JsonValueKind.String
                ? value.GetString()!.Replace("\0", "", StringComparison.Ordinal)
                : throw Expected("text", name);
        }
        catch (InvalidOperationException)
        {
            throw Expected("text of whole Unicode characters", name);
        }
    }

    /// <summary>A text by which a row is found: not blank, and not longer than an index can hold.</summary>
    public string Key(string name) =>
        OptionalKey(name) ?? throw Expected($"text of 1 to {Text(MaxNameLength)} characters", name);

    public string? OptionalKey(string name) =>
        OptionalText(name) is { } text
            ? text.Length <= MaxNameLength && !string.IsNullOrWhiteSpace(text)
                ? text
                : throw Expected($"text of 1 to {Text(MaxNameLength)} characters", name)
            : null;

    public DateTimeOffset Time(string name) => OptionalTime(name) ?? throw NoTime(name);

    public DateTimeOffset? OptionalTime(string name) =>
        OptionalText(name) is { } text
            ? DateTimeOffset.TryParseExact(
                text,
                DumpTime.Format,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out DateTimeOffset time
            )
                ? time
                : throw NoTime(name)
            : null;

    /// <summary>The error to throw when a field is not as it should be.</summary>
    public DumpFormatException Expected(string what, string name) =>
        new($"{file}, line {Text(number)}: expected {what} in the field '{name}'.");

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private DumpFormatException NoTime(string name) => Expected($"a time such as {DumpTime.Example}Z", name);

    private JsonElement? Find(string name) =>
        row.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
