using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LearningStudio.HostApi.Commands.Import;

namespace LearningStudio.HostApi.Commands.Export;

/// <summary>Writes JSON objects, one a line, under a name that is not the file's own until <see cref="Publish"/>.</summary>
internal sealed class JsonLinesWriter : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // The files are read as JSON, never as part of a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private static readonly byte[] LineEnd = [(byte)'\n'];
    private readonly string _path;
    private readonly FileStream _stream;
    private bool _isPublished;

    /// <exception cref="IOException">The file is there already.</exception>
    public JsonLinesWriter(string folder, string name)
    {
        _path = Path.Combine(folder, name);
        Name = name;
        if (File.Exists(_path))
        {
            throw new IOException($"{name} is there already: give another folder, or move the file away.");
        }

        _stream = new FileStream(Partial, FileMode.Create, FileAccess.Write, FileShare.None, 64 * 1024);
    }

    public string Name { get; }

    public int Lines { get; private set; }

    private string Partial => _path + ".partial";

    /// <exception cref="IOException">The line is longer than an import reads.</exception>
    public async Task WriteAsync(object line, CancellationToken cancellationToken)
    {
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(line, line.GetType(), Compact);
        Lines++;
        if (text.Length > JsonLinesFile.MaxLineBytes)
        {
            throw new IOException(
                $"{Name}, line {Lines}: at most {JsonLinesFile.MaxLineBytes} bytes are written on a line; shorten the text first."
            );
        }

        await _stream.WriteAsync(text, cancellationToken);
        await _stream.WriteAsync(LineEnd, cancellationToken);
    }

    /// <summary>Brings all that was written to the disk.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        await _stream.FlushAsync(cancellationToken);
        _stream.Flush(flushToDisk: true);
        await _stream.DisposeAsync();
    }

    /// <summary>Gives the closed file its own name.</summary>
    public void Publish()
    {
        File.Move(Partial, _path, overwrite: false);
        _isPublished = true;
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        if (!_isPublished)
        {
            File.Delete(Partial);
        }
    }
}
