using System.Buffers;
using System.Globalization;

namespace LearningStudio.Moderation.Rules.Matching;

/// <summary>Walks over a pattern.</summary>
internal sealed class PatternCursor(string pattern)
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\\()[]{}*+?^$|.");

    private int _index;

    public bool IsAtEnd => _index >= pattern.Length;

    public char Current => IsAtEnd ? throw new UnknownConstructException() : pattern[_index];

    public char Take()
    {
        char current = Current;
        _index++;
        return current;
    }

    public bool TryTake(char character)
    {
        if (IsAtEnd || pattern[_index] != character)
        {
            return false;
        }

        _index++;
        return true;
    }

    /// <summary>The characters that stand for themselves from here on; null where none do.</summary>
    public string? TryTakeText()
    {
        ReadOnlySpan<char> rest = pattern.AsSpan(_index);
        int length = rest.IndexOfAny(Special);
        length = length < 0 ? rest.Length : length;
        // A quantifier belongs to the last of them only.
        if (length < rest.Length && rest[length] is '*' or '+' or '?' or '{')
        {
            length--;
        }

        if (length <= 0)
        {
            return null;
        }

        string taken = pattern.Substring(_index, length);
        _index += length;
        return taken;
    }

    public string TakeThrough(char end)
    {
        int found = pattern.IndexOf(end, _index);
        if (found < 0)
        {
            throw new UnknownConstructException();
        }

        string taken = pattern[_index..found];
        _index = found + 1;
        return taken;
    }

    /// <summary>The name of a group; a balancing group, which undoes another's match, is not known.</summary>
    public void TakeName(char end)
    {
        if (TakeThrough(end).Contains('-', StringComparison.Ordinal))
        {
            throw new UnknownConstructException();
        }
    }

    public char TakeHexadecimal(int digits)
    {
        if (_index + digits > pattern.Length)
        {
            throw new UnknownConstructException();
        }

        ReadOnlySpan<char> text = pattern.AsSpan(_index, digits);
        _index += digits;
        return ushort.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort value)
            ? (char)value
            : throw new UnknownConstructException();
    }

    public bool TryTakeQuantifier(out int least, out int most, out bool isLazy)
    {
        (least, most) = (0, PatternFacts.Unbounded);
        bool isThere = TryTake('*') || TryTakeOne('+', 1, PatternFacts.Unbounded, ref least, ref most);
        isThere = isThere || TryTakeOne('?', 0, 1, ref least, ref most) || TryTakeBraces(ref least, ref most);
        isLazy = isThere && TryTake('?');
        return isThere;
    }

    private bool TryTakeOne(char sign, int atLeast, int atMost, ref int least, ref int most)
    {
        if (!TryTake(sign))
        {
            return false;
        }

        (least, most) = (atLeast, atMost);
        return true;
    }

    // {2}, {2,} and {2,5}; anything else is literal text.
    private bool TryTakeBraces(ref int least, ref int most)
    {
        if (IsAtEnd || pattern[_index] != '{' || pattern.IndexOf('}', _index) is var end && end < 0)
        {
            return false;
        }

        string[] bounds = pattern[(_index + 1)..end].Split(',');
        if (bounds.Length > 2 || !TryParse(bounds[0], out least))
        {
            return false;
        }

        most = bounds.Length == 1 ? least : PatternFacts.Unbounded;
        if (bounds is [_, { Length: > 0 } upper] && !TryParse(upper, out most))
        {
            return false;
        }

        _index = end + 1;
        return true;
    }

    private static bool TryParse(string digits, out int value)
    {
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        value = 0;
        return false;
    }
}
