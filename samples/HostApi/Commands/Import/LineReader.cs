namespace LearningStudio.HostApi.Commands.Import;

/// <summary>Cuts a stream into lines of bounded length; each is valid until the next is read.</summary>
internal sealed class LineReader(Stream stream, int longest)
{
    private readonly byte[] _buffer = new byte[longest + 1];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    /// <summary>Reads a line, without its end; null behind the last.</summary>
    /// <exception cref="InvalidDataException">The line is longer than the bound.</exception>
    public ReadOnlyMemory<byte>? Read()
    {
        int seen = 0;
        while (true)
        {
            int length = _buffer.AsSpan(_start + seen, _end - _start - seen).IndexOf((byte)'\n');
            if (length >= 0)
            {
                return Take(seen + length, andItsEnd: 1);
            }

            seen = _end - _start;
            if (seen > longest)
            {
                throw new InvalidDataException();
            }

            if (_isAtEnd)
            {
                // Not a bare null, which would become an empty line.
                return seen == 0 ? (ReadOnlyMemory<byte>?)null : Take(seen, andItsEnd: 0);
            }

            Fill();
        }
    }

    private ReadOnlyMemory<byte> Take(int length, int andItsEnd)
    {
        ReadOnlyMemory<byte> line = _buffer.AsMemory(_start, length);
        _start += length + andItsEnd;
        return line;
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        int read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _isAtEnd = read == 0;
    }
}
