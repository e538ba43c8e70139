using System.IO.MemoryMappedFiles;

namespace LearningStudio.Caching.Staleness;

/// <summary>What is true, kept in a file that several processes map: each key's version, and what was invalidated when.</summary>
/// <remarks>A key has one writer. Reads and writes of an aligned number are atomic.</remarks>
public sealed class Board : IDisposable
{
    public const int Keys = 16;
    private const int Versions = 1 << 16;
    private const int KeyBytes = (Versions + 2) * sizeof(long);
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public Board(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, (long)Keys * KeyBytes);
        _view = _file.CreateViewAccessor();
    }

    /// <summary>The version of the source.</summary>
    public long Source(int key) => Read(key, 0);

    /// <summary>Writes a new version to the source, and returns it.</summary>
    public long Advance(int key)
    {
        long version = Source(key) + 1;
        if (version >= Versions)
        {
            throw new InvalidOperationException("The board is full.");
        }

        Write(key, 0, version);
        return version;
    }

    /// <summary>The version up to which everything older was invalidated in Redis.</summary>
    public long Confirmed(int key) => Read(key, 1);

    /// <summary>Says that an invalidation which reached Redis returned at a moment.</summary>
    public void Confirm(int key, long version, long at)
    {
        for (long older = Confirmed(key) + 1; older <= version; older++)
        {
            Write(key, 2 + older, at);
        }

        Write(key, 1, version);
    }

    /// <summary>When versions older than this one were first invalidated for certain.</summary>
    public long ConfirmedAt(int key, long version) => Read(key, 2 + version);

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }

    private long Read(int key, long index)
    {
        long value = _view.ReadInt64(((long)key * KeyBytes) + (index * sizeof(long)));
        Thread.MemoryBarrier();
        return value;
    }

    private void Write(int key, long index, long value)
    {
        Thread.MemoryBarrier();
        _view.Write(((long)key * KeyBytes) + (index * sizeof(long)), value);
    }
}
