using System.Runtime.InteropServices;

namespace LearningStudio.Caching.Invalidation;

// Rule: the log's own numbers never fall back, and an invalidation that this process makes while it repeats no sequence
//   takes one of its own. So after an interruption the sequence's numbers are moved further than before it; numbers from
//   before keep their places. The pieces rise, and order is kept.
// Threads: used under the log's lock.
internal sealed class SequencePositions(ulong epoch, long offset)
{
    // Each piece is one more comparison for an old number; past that a recovery loads the sequence anew.
    private const int MaxPieces = 32;
    private readonly List<Piece> _pieces = [new(long.MinValue, offset)];

    public ulong Epoch => epoch;

    public bool CanContinue => _pieces.Count < MaxPieces;

    /// <summary>By how much the latest numbers are moved.</summary>
    private long Offset => _pieces[^1].Offset;

    public long GetPosition(long number)
    {
        int piece = _pieces.Count - 1;
        while (number <= _pieces[piece].After)
        {
            piece--;
        }

        return number + _pieces[piece].Offset;
    }

    /// <summary>Has numbers beyond the known one follow the log's latest.</summary>
    public void Continue(long known, long latest)
    {
        if (latest > known + Offset)
        {
            _pieces.Add(new Piece(known, latest - known));
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Piece(long After, long Offset);
}
