using System.Globalization;

namespace LearningStudio.Moderation.Rules.Combining;

// Rule: | binds weaker than &, that weaker than !, that weaker than comparisons, those weaker than +. What holds counts
//   as 1, what does not as 0.
internal sealed class ConditionParser(string text)
{
    private const int MaxDepth = 50;
    private const string CategoryPrefix = "category:";
    private static readonly string[] Comparisons = [">=", "<=", "==", "!=", ">", "<"];

    private readonly List<string> _rules = [];
    private int _index;
    private int _depth;

    public IReadOnlyList<string> Rules => _rules;

    public Func<HitCounts, int> ReadAll()
    {
        Func<HitCounts, int> value = ReadOr();
        SkipSpace();
        return _index == text.Length ? value : throw Unexpected();
    }

    private Func<HitCounts, int> ReadOr()
    {
        if (++_depth > MaxDepth)
        {
            throw new FormatException($"nests more than {MaxDepth} deep.");
        }

        Func<HitCounts, int> value = ReadAnd();
        while (TryTake("|"))
        {
            (Func<HitCounts, int> left, Func<HitCounts, int> right) = (value, ReadAnd());
            value = counts => left(counts) != 0 || right(counts) != 0 ? 1 : 0;
        }

        _depth--;
        return value;
    }

    private Func<HitCounts, int> ReadAnd()
    {
        Func<HitCounts, int> value = ReadNot();
        while (TryTake("&"))
        {
            (Func<HitCounts, int> left, Func<HitCounts, int> right) = (value, ReadNot());
            value = counts => left(counts) != 0 && right(counts) != 0 ? 1 : 0;
        }

        return value;
    }

    private Func<HitCounts, int> ReadNot()
    {
        int negations = 0;
        while (TryTake("!"))
        {
            negations++;
        }

        Func<HitCounts, int> value = ReadComparison();
        return negations == 0 ? value : counts => (value(counts) != 0) == (negations % 2 == 0) ? 1 : 0;
    }

    private Func<HitCounts, int> ReadComparison()
    {
        Func<HitCounts, int> left = ReadSum();
        SkipSpace();
        string? sign = Array.Find(Comparisons, TryTake);
        if (sign is null)
        {
            return left;
        }

        Func<HitCounts, int> right = ReadSum();
        Func<int, int, bool> compare = sign switch
        {
            ">=" => (one, other) => one >= other,
            "<=" => (one, other) => one <= other,
            "==" => (one, other) => one == other,
            "!=" => (one, other) => one != other,
            ">" => (one, other) => one > other,
            _ => (one, other) => one < other,
        };
        return counts => compare(left(counts), right(counts)) ? 1 : 0;
    }

    private Func<HitCounts, int> ReadSum()
    {
        Func<HitCounts, int> value = ReadTerm();
        while (TryTake("+"))
        {
            (Func<HitCounts, int> left, Func<HitCounts, int> right) = (value, ReadTerm());
            value = counts => left(counts) + right(counts);
        }

        return value;
    }

    private Func<HitCounts, int> ReadTerm()
    {
        if (TryTake("("))
        {
            Func<HitCounts, int> inner = ReadOr();
            return TryTake(")") ? inner : throw Unexpected();
        }

        int start = _index;
        while (_index < text.Length && (char.IsLetterOrDigit(text[_index]) || text[_index] is '-' or '_' or '.' or ':'))
        {
            _index++;
        }

        return start == _index ? throw Unexpected() : TermOf(text[start.._index]);
    }

    private Func<HitCounts, int> TermOf(string name)
    {
        if (int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            return _ => number;
        }

        if (name.Equals("trust", StringComparison.OrdinalIgnoreCase))
        {
            return counts => counts.TrustLevel;
        }

        if (name.StartsWith(CategoryPrefix, StringComparison.OrdinalIgnoreCase))
        {
            string category = name[CategoryPrefix.Length..];
            return counts => counts.OfCategory(category);
        }

        _rules.Add(name);
        return counts => counts.OfRule(name);
    }

    private bool TryTake(string sign)
    {
        SkipSpace();
        if (!text.AsSpan(_index).StartsWith(sign, StringComparison.Ordinal))
        {
            return false;
        }

        _index += sign.Length;
        return true;
    }

    private void SkipSpace()
    {
        while (_index < text.Length && char.IsWhiteSpace(text[_index]))
        {
            _index++;
        }
    }

    private FormatException Unexpected() =>
        new(
            _index < text.Length
                ? $"has an unexpected character at position {_index}: write names, numbers, & | ! + ( ) and comparisons."
                : "ends too early: a name, a number or a parenthesis is missing."
        );
}
