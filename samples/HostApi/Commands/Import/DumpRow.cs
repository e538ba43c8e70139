using System.Globalization;
using System.Xml;

namespace LearningStudio.HostApi.Commands.Import;

/// <summary>The attributes of the <c>row</c> on which the reader stands; valid until the reader moves on.</summary>
internal sealed class DumpRow(string file, XmlReader reader)
{
    public long Id(string name) => OptionalId(name) ?? throw Expected($"an attribute '{name}'");

    public long? OptionalId(string name) =>
        reader.GetAttribute(name) is { } text
            ? long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long id)
                ? id
                : throw Expected($"a whole number in the attribute '{name}'")
            : null;

    public int Number(string name) =>
        OptionalId(name) is { } number
            ? number is >= int.MinValue and <= int.MaxValue
                ? (int)number
                : throw Expected($"a number of 32 bits in the attribute '{name}'")
            : 0;

    public string Text(string name) => OptionalText(name) ?? throw Expected($"an attribute '{name}'");

    /// <summary>The text, less any NUL: some dumps hold it, and not every database can.</summary>
    public string? OptionalText(string name) => reader.GetAttribute(name)?.Replace("\0", "", StringComparison.Ordinal);

    public DateTimeOffset Time(string name) => OptionalTime(name) ?? throw Expected($"an attribute '{name}'");

    public DateTimeOffset? OptionalTime(string name) =>
        reader.GetAttribute(name) is { } text
            ? DateTimeOffset.TryParseExact(
                text,
                DumpTime.Format,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out DateTimeOffset time
            )
                ? time
                : throw Expected($"a time such as {DumpTime.Example} in the attribute '{name}'")
            : null;

    /// <summary>The error to throw when the row is not as it should be.</summary>
    public DumpFormatException Expected(string what) =>
        new($"{file}, line {((IXmlLineInfo)reader).LineNumber}: expected {what} of <row>.");
}
