using System.Text.Json;

namespace LearningStudio.HostApi.Commands.Import;

/// <summary>A file of JSON objects, one a line, in UTF-8; read in one pass and never whole.</summary>
internal sealed class JsonLinesFile(string path)
{
    /// <summary>The longest line, in bytes.</summary>
    public const int MaxLineBytes = 1024 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public string Name { get; } = Path.GetFileName(path);

    public bool Exists => File.Exists(path);

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Reads the lines, blank ones left out; reports after each how much of the file has been read, from 0 to 1.</summary>
    /// <exception cref="DumpFormatException">A line is too long, or no JSON object.</exception>
    public IEnumerable<JsonLine> ReadLines(Action<double> progress)
    {
        using FileStream stream = File.OpenRead(path);
        var reader = new LineReader(stream, MaxLineBytes);
        for (int number = 1; Read(reader, number) is { } text; number++)
        {
            if (number == 1 && text.Span.StartsWith(ByteOrderMark))
            {
                text = text[ByteOrderMark.Length..];
            }

            if (text.Span.Trim(" \t\r"u8).IsEmpty)
            {
                continue;
            }

            using JsonDocument document = Parse(text, number);
            yield return new JsonLine(Name, number, text.Length, document.RootElement);
            progress((double)stream.Position / stream.Length);
        }

        progress(1);
    }

    private ReadOnlyMemory<byte>? Read(LineReader reader, int number)
    {
        try
        {
            return reader.Read();
        }
        catch (InvalidDataException)
        {
            throw new DumpFormatException(
                $"{Name}, line {number}: expected at most {MaxLineBytes} bytes on a line; shorten its texts."
            );
        }
    }

    private JsonDocument Parse(ReadOnlyMemory<byte> text, int number)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(text, Strict);
        }
        // The parser's own text may repeat what stands on the line. Names that are no Unicode are the second kind.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            string where = exception is JsonException { BytePositionInLine: { } at } ? $" at byte {at + 1}" : "";
            throw new DumpFormatException(
                $"{Name}, line {number}: expected one JSON object with each field once; it breaks{where}."
            );
        }

        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            document.Dispose();
            throw new DumpFormatException($"{Name}, line {number}: expected one JSON object with each field once.");
        }

        return document;
    }
}
