namespace LearningStudio.SqlText;

// Rule: each method is given where a token begins and returns where it ends; a token without an end lasts to the end of
//   the text. Nothing is rejected.
// Cost: each character is looked at a bounded number of times, whatever the text.
internal sealed class SqlScanner(string sql)
{
    private const int MaxBracketedName = 128;
    private bool _commentsNest = true;

    public int Length => sql.Length;

    public char At(int index) => index >= 0 && index < sql.Length ? sql[index] : '\0';

    public ReadOnlySpan<char> Slice(int start, int end) => sql.AsSpan(start, end - start);

    public static bool IsWordStart(char c) => c == '_' || char.IsLetter(c) || (c > '\u007f' && !char.IsWhiteSpace(c));

    public static bool IsWordPart(char c) => IsWordStart(c) || char.IsAsciiDigit(c) || c == '$';

    public int EndOfLine(int start) => EndAfter(sql.IndexOf('\n', start), 1);

    /// <summary>PostgreSQL's comments nest; where that leaves one open, it is another database's, whose do not.</summary>
    public int EndOfComment(int start)
    {
        if (_commentsNest)
        {
            int depth = 0;
            for (int i = start; i < sql.Length - 1; i++)
            {
                int step = (sql[i], sql[i + 1]) switch
                {
                    ('/', '*') => 1,
                    ('*', '/') => -1,
                    _ => 0,
                };
                depth += step;
                if (depth == 0)
                {
                    return i + 2;
                }

                i += Math.Abs(step);
            }

            _commentsNest = false;
        }

        return start + 2 >= sql.Length
            ? sql.Length
            : EndAfter(sql.IndexOf("*/", start + 2, StringComparison.Ordinal), 2);
    }

    /// <summary>From the quote on; a doubled quote is part of the text, and so is one after a backslash if asked for.</summary>
    public int EndOfQuoted(int start, bool backslashEscapes = false)
    {
        char quote = sql[start];
        for (int i = start + 1; i < sql.Length; i++)
        {
            if (sql[i] == '\\' && backslashEscapes)
            {
                i++;
            }
            else if (sql[i] == quote && At(i + 1) == quote)
            {
                i++;
            }
            else if (sql[i] == quote)
            {
                return i + 1;
            }
        }

        return sql.Length;
    }

    /// <summary>From the dollar on; <paramref name="start"/> itself where no dollar-quoted text begins.</summary>
    public int EndOfDollarQuoted(int start)
    {
        int end = start + 1;
        while (IsWordPart(At(end)) && At(end) != '$' && !char.IsAsciiDigit(At(start + 1)))
        {
            end++;
        }

        if (At(end) != '$')
        {
            return start;
        }

        string tag = sql[start..(end + 1)];
        return EndAfter(sql.IndexOf(tag, end + 1, StringComparison.Ordinal), tag.Length);
    }

    /// <summary>A name in brackets; <paramref name="start"/> itself where the bracket opens a subscript or an array.</summary>
    public int EndOfBracketed(int start)
    {
        bool isSubscript =
            start > 0 && (IsWordPart(At(start - 1)) || "])?'\"`".Contains(At(start - 1), StringComparison.Ordinal));
        if (isSubscript || !IsWordStart(At(start + 1)))
        {
            return start;
        }

        ReadOnlySpan<char> rest = sql.AsSpan(start, Math.Min(MaxBracketedName, sql.Length - start));
        int end = rest.IndexOfAny("],'\"");
        return end > 0 && rest[end] == ']' ? start + end + 1 : start;
    }

    public int EndOfWord(int start)
    {
        while (IsWordPart(At(start)))
        {
            start++;
        }

        return start;
    }

    /// <summary>Signed or not, decimal, hexadecimal, with underscores, a fraction, an exponent.</summary>
    public int EndOfNumber(int start)
    {
        int end = At(start) is '-' or '+' ? start + 1 : start;
        bool hasExponent = At(end + 1) is not ('x' or 'X');
        while (IsWordPart(At(end)) || At(end) == '.')
        {
            bool isExponent = hasExponent && At(end) is 'e' or 'E' && At(end + 1) is '+' or '-';
            end += isExponent && char.IsAsciiDigit(At(end + 2)) ? 2 : 1;
        }

        return end;
    }

    private int EndAfter(int found, int length) => found < 0 ? sql.Length : found + length;
}
