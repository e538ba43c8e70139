using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace LearningStudio.HostApi.Reviews;

// Cost: the differ takes as long as all pieces times those that differ. What both texts begin and end with is left out, and
//   of more pieces in between it is only said that they were replaced.
/// <summary>What an edit changed, word by word.</summary>
internal static class TextDifference
{
    private const int MaxPieces = 4000;
    private static readonly DelimiterChunker Words = new([.. " \t\r\n.,;:!?()\"'/"]);

    /// <summary>The parts of both texts in order; those that are the same and those that were added make up the new text.</summary>
    public static IReadOnlyList<TextPart> Between(string before, string now)
    {
        IReadOnlyList<string> old = Words.Chunk(before);
        IReadOnlyList<string> fresh = Words.Chunk(now);
        int shorter = Math.Min(old.Count, fresh.Count);
        int head = 0;
        while (head < shorter && Same(old[head], fresh[head]))
        {
            head++;
        }

        int tail = 0;
        while (tail < shorter - head && Same(old[old.Count - 1 - tail], fresh[fresh.Count - 1 - tail]))
        {
            tail++;
        }

        string removed = Text(old, head, old.Count - head - tail);
        string added = Text(fresh, head, fresh.Count - head - tail);
        bool isLong = old.Count + fresh.Count - (2 * (head + tail)) > MaxPieces;
        TextPart[] parts =
        [
            new(PartKind.Same, Text(fresh, 0, head)),
            .. isLong ? [new(PartKind.Removed, removed), new(PartKind.Added, added)] : Changes(removed, added),
            new(PartKind.Same, Text(fresh, fresh.Count - tail, tail)),
        ];
        return [.. parts.Where(part => part.Text.Length > 0)];
    }

    private static IEnumerable<TextPart> Changes(string before, string now)
    {
        DiffResult difference = Differ.Instance.CreateDiffs(
            before,
            now,
            ignoreWhiteSpace: false,
            ignoreCase: false,
            Words
        );
        int next = 0;
        foreach (DiffBlock block in difference.DiffBlocks)
        {
            yield return new(PartKind.Same, Text(difference.PiecesNew, next, block.InsertStartB - next));
            yield return new(PartKind.Removed, Text(difference.PiecesOld, block.DeleteStartA, block.DeleteCountA));
            yield return new(PartKind.Added, Text(difference.PiecesNew, block.InsertStartB, block.InsertCountB));
            next = block.InsertStartB + block.InsertCountB;
        }

        yield return new(PartKind.Same, Text(difference.PiecesNew, next, difference.PiecesNew.Count - next));
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);

    private static string Text(IReadOnlyList<string> pieces, int from, int count) =>
        string.Concat(pieces.Skip(from).Take(count));
}
