using System.Xml;

namespace LearningStudio.HostApi.Commands.Import;

/// <summary>One file of a dump: an element that holds <c>row</c> elements, read in one pass and never whole.</summary>
/// <param name="path">Where it is.</param>
/// <param name="root">The name of the element that holds the rows.</param>
internal sealed class DumpFile(string path, string root)
{
    private static readonly XmlReaderSettings Settings = new()
    {
        // Some dumps begin with a DOCTYPE, and some hold character references that XML 1.0 does not allow.
        DtdProcessing = DtdProcessing.Ignore,
        CheckCharacters = false,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    public string Name { get; } = Path.GetFileName(path);

    public bool Exists => File.Exists(path);

    /// <summary>Reads the rows; reports after each how much of the file has been read, from 0 to 1.</summary>
    /// <exception cref="DumpFormatException">The file is not what it should be.</exception>
    public IEnumerable<DumpRow> ReadRows(Action<double> progress)
    {
        using FileStream stream = File.OpenRead(path);
        using XmlReader reader = Guard(() => XmlReader.Create(stream, Settings));
        Expect(reader, depth: 0, root);
        var row = new DumpRow(Name, reader);
        while (Read(reader))
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                Expect(reader, depth: 1, "row");
                yield return row;
                progress((double)stream.Position / stream.Length);
            }
        }

        progress(1);
    }

    private void Expect(XmlReader reader, int depth, string element)
    {
        while (depth == 0 && reader.NodeType != XmlNodeType.Element && Read(reader)) { }

        if (
            reader.NodeType != XmlNodeType.Element
            || reader.Depth != depth
            || !string.Equals(reader.Name, element, StringComparison.Ordinal)
        )
        {
            throw new DumpFormatException(
                $"{Name}, line {((IXmlLineInfo)reader).LineNumber}: expected the element <{element}>."
            );
        }
    }

    private bool Read(XmlReader reader) => Guard(reader.Read);

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException exception)
        {
            throw new DumpFormatException(
                $"{Name}, line {Math.Max(exception.LineNumber, 1)}: expected well-formed XML; it breaks at column {exception.LinePosition}."
            );
        }
    }
}
