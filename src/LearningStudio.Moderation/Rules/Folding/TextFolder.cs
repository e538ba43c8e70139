using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using LearningStudio.Moderation.Rules.Links;

namespace LearningStudio.Moderation.Rules.Folding;

/// <summary>Folds one text, segment by segment, and notes where each folded code unit came from.</summary>
internal sealed class TextFolder
{
    /// <summary>A longer segment stays as it is: NFKC sorts its marks, which costs the square of their number.</summary>
    private const int MaxSegment = 32;

    private readonly string _raw;
    private readonly List<char> _text;
    private readonly List<TextSpan> _origins;

    private TextFolder(string raw)
    {
        _raw = raw;
        _text = new List<char>(raw.Length);
        _origins = new List<TextSpan>(raw.Length);
    }

    /// <summary>False only if folding leaves the text as it is: ASCII without spaced letters.</summary>
    public static bool MayChange(ReadOnlySpan<char> text) => !Ascii.IsValid(text) || LetterSpacing.Occurs(text);

    public static (string Text, TextSpan[] Origins) Fold(string raw)
    {
        var folder = new TextFolder(raw);
        for (int position = 0; position < raw.Length; )
        {
            position = folder.StandsAlone(position) ? folder.AppendAlone(position) : folder.AppendNext(position);
        }

        folder.JoinSpacedLetters();
        return (new string(CollectionsMarshal.AsSpan(folder._text)), [.. folder._origins]);
    }

    private bool StandsAlone(int position) =>
        CodeUnits.Kind(_raw[position]) != CodeUnitKind.Joining
        && (position + 1 == _raw.Length || CodeUnits.Kind(_raw[position + 1]) != CodeUnitKind.Joining);

    /// <summary>Appends a code unit that nothing joins.</summary>
    private int AppendAlone(int position)
    {
        char value = _raw[position];
        var origin = new TextSpan(position, 1);
        if (CodeUnits.Kind(value) == CodeUnitKind.Unchanged)
        {
            _text.Add(value);
            _origins.Add(origin);
        }
        else
        {
            Append(CodeUnits.Fold(value), origin);
        }

        return position + 1;
    }

    /// <summary>Appends what begins at a position, and says where the next begins.</summary>
    private int AppendNext(int position)
    {
        OperationStatus status = Rune.DecodeFromUtf16(_raw.AsSpan(position), out Rune rune, out int length);
        if (status != OperationStatus.Done || rune.Value == CodePoints.Refused)
        {
            // Halves of a pair that an invisible character kept apart must not become one.
            Append(Rune.ReplacementChar.ToString(), new TextSpan(position, length));
            return position + length;
        }

        if (CodePoints.IsInvisible(rune))
        {
            return position + length;
        }

        int end = SegmentEnd(position + length, out int runes);
        if (runes > MaxSegment || rune.Value == CodePoints.LongLigature)
        {
            return AppendVisible(position, rune.Value == CodePoints.LongLigature ? position + length : end);
        }

        if (runes > 1)
        {
            Append(FoldedSegment.Fold(Visible(TextSpan.Between(position, end))), TextSpan.Between(position, end));
        }
        else
        {
            Append(FoldedSegment.Fold(rune), TextSpan.Between(position, end));
        }

        return end;
    }

    /// <summary>The end of the segment that goes on at a position, and its code points, invisible ones not counted.</summary>
    private int SegmentEnd(int position, out int runes)
    {
        runes = 1;
        int end = position;
        while (Rune.DecodeFromUtf16(_raw.AsSpan(position), out Rune rune, out int length) == OperationStatus.Done)
        {
            position += length;
            if (CodePoints.IsInvisible(rune))
            {
                continue;
            }

            if (!CodePoints.Continues(rune))
            {
                break;
            }

            end = position;
            runes++;
        }

        return end;
    }

    private string Visible(TextSpan segment)
    {
        var visible = new StringBuilder(segment.Length);
        foreach (Rune rune in segment.Slice(_raw).EnumerateRunes())
        {
            if (!CodePoints.IsInvisible(rune))
            {
                visible.Append(rune);
            }
        }

        return visible.ToString();
    }

    private int AppendVisible(int start, int end)
    {
        while (start < end)
        {
            Rune rune = Rune.GetRuneAt(_raw, start);
            int next = start + rune.Utf16SequenceLength;
            if (!CodePoints.IsInvisible(rune))
            {
                AppendRaw(start, next);
            }

            start = next;
        }

        return end;
    }

    private int AppendRaw(int start, int end)
    {
        Append(_raw.AsSpan(start, end - start), TextSpan.Between(start, end));
        return end;
    }

    private void Append(ReadOnlySpan<char> text, TextSpan origin)
    {
        foreach (char value in text)
        {
            _text.Add(value);
            _origins.Add(origin);
        }
    }

    private void JoinSpacedLetters()
    {
        if (!LetterSpacing.Occurs(CollectionsMarshal.AsSpan(_text)))
        {
            return;
        }

        bool[] keeps = LetterSpacing.Keeps(CollectionsMarshal.AsSpan(_text));
        int kept = 0;
        for (int index = 0; index < keeps.Length; index++)
        {
            if (keeps[index])
            {
                (_text[kept], _origins[kept]) = (_text[index], _origins[index]);
                kept++;
            }
        }

        _text.RemoveRange(kept, _text.Count - kept);
        _origins.RemoveRange(kept, _origins.Count - kept);
    }
}
