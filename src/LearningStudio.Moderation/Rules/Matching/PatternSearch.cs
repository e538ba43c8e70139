using System.Text;
using System.Text.RegularExpressions;

namespace LearningStudio.Moderation.Rules.Matching;

// Rule: an earlier match of the same pattern holds a literal that is met later, or it would have been found already;
//   so the first match that a place's window shows is the first of the text.
internal readonly ref struct PatternSearch(
    SearchPattern[] patterns,
    string text,
    Span<byte> states,
    IMatchSink sink,
    SearchBudget budget
)
{
    private const byte Closed = byte.MaxValue;

    // A pattern whose literals are met often and in vain costs no more than a few windows and one pass over the text.
    private const byte MaxWindows = 8;

    private readonly Span<byte> _states = states;

    public bool IsOpen(int pattern) => _states[pattern] != Closed;

    /// <summary>Looks at a place where a literal may stand.</summary>
    /// <returns>False where the time was up.</returns>
    public bool TryAt(in IndexedLiteral literal, int gramStart)
    {
        if (!literal.IsAt(text, gramStart))
        {
            return true;
        }

        if (!sink.Wants(literal.Pattern))
        {
            _states[literal.Pattern] = Closed;
            return true;
        }

        SearchPattern pattern = patterns[literal.Pattern];
        int start = gramStart - literal.Offset;
        if (pattern.Plan == SearchPlan.Literals && TryLiterals(literal.Pattern, gramStart, start))
        {
            return true;
        }

        return pattern.Plan == SearchPlan.Whole || ++_states[literal.Pattern] > MaxWindows
            ? TryWhole(literal.Pattern)
            : TryExpression(literal.Pattern, Math.Max(0, start - pattern.MaxLength), start);
    }

    /// <summary>Searches the whole text.</summary>
    /// <returns>False where the time was up.</returns>
    public bool TryWhole(int pattern)
    {
        if (!sink.Wants(pattern))
        {
            return true;
        }

        bool inTime = TryExpression(pattern, 0, text.Length);
        _states[pattern] = Closed;
        return inTime;
    }

    /// <summary>False where the characters around the place are not all ASCII: equal folds say nothing there.</summary>
    private bool TryLiterals(int index, int gramStart, int start)
    {
        SearchPattern pattern = patterns[index];
        int from = Math.Max(0, gramStart + 1 - pattern.MaxLength);
        int to = Math.Min(text.Length, start + pattern.MaxLength);
        if (!Ascii.IsValid(text.AsSpan(from, to - from)))
        {
            return false;
        }

        for (int at = from; at <= start; at++)
        {
            if (LengthAt(pattern, at) is { } length)
            {
                Found(index, at, length);
                return true;
            }
        }

        return true;
    }

    private int? LengthAt(SearchPattern pattern, int start)
    {
        if (pattern.BeginsAtBoundary && !WordCharacters.IsBoundary(text, start))
        {
            return null;
        }

        foreach (string literal in pattern.Literals!)
        {
            if (
                text.AsSpan(start).StartsWith(literal, StringComparison.OrdinalIgnoreCase)
                && (!pattern.EndsAtBoundary || WordCharacters.IsBoundary(text, start + literal.Length))
            )
            {
                return literal.Length;
            }
        }

        return null;
    }

    /// <summary>Asks the expression for a match that begins between two places.</summary>
    private bool TryExpression(int index, int first, int last)
    {
        SearchPattern pattern = patterns[index];
        if (pattern.IsDisabled)
        {
            Fail(index, isNowDisabled: false);
            return true;
        }

        if (budget.IsSpent)
        {
            return false;
        }

        int end = (int)Math.Min(text.Length, last + pattern.Reach);
        try
        {
            foreach (ValueMatch match in pattern.Expression.EnumerateMatches(text.AsSpan(0, end), first))
            {
                if (match.Index <= last)
                {
                    Found(index, match.Index, match.Length);
                }

                break;
            }
        }
        catch (Exception exception) when (exception is RegexMatchTimeoutException or IndexOutOfRangeException)
        {
            // The interpreter has been seen to run out of its own stack's bounds: a failure like any other.
            Fail(index, pattern.Fail());
        }

        return true;
    }

    private void Found(int pattern, int start, int length)
    {
        _states[pattern] = Closed;
        sink.Matched(pattern, start, length);
    }

    private void Fail(int pattern, bool isNowDisabled)
    {
        _states[pattern] = Closed;
        sink.Failed(pattern, isNowDisabled);
    }
}
