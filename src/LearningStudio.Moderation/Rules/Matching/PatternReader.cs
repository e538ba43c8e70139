namespace LearningStudio.Moderation.Rules.Matching;

// Rule: reads a pattern that Regex has accepted (without options, or with IgnoreCase) and says what each match of it
//   holds. What it does not know for certain makes it give up: null, and the rule is searched without an index.
// Source: the grammar of .NET's regular expressions (learn.microsoft.com, Regular Expression Language).
// Cost: linear in the pattern, times the bounded sizes of PatternAlgebra.
internal sealed class PatternReader
{
    private const int MaxDepth = 100;
    private readonly PatternCursor _cursor;
    private int _depth;

    private PatternReader(string pattern) => _cursor = new PatternCursor(pattern);

    public static PatternFacts? TryRead(string pattern)
    {
        try
        {
            return new PatternReader(pattern).ReadAlternation();
        }
        catch (UnknownConstructException)
        {
            return null;
        }
    }

    private PatternFacts ReadAlternation()
    {
        if (++_depth > MaxDepth)
        {
            throw new UnknownConstructException();
        }

        var branches = new List<PatternFacts> { ReadSequence() };
        while (_cursor.TryTake('|'))
        {
            branches.Add(ReadSequence());
        }

        _depth--;
        return PatternAlgebra.Alternation(branches);
    }

    private PatternFacts ReadSequence()
    {
        var parts = new List<PatternFacts>();
        while (!_cursor.IsAtEnd && _cursor.Current is not ('|' or ')'))
        {
            PatternFacts? part = _cursor.TryTakeText() is { } text ? CharacterFacts.Text(text) : ReadPart();
            if (part is not null)
            {
                parts.Add(part);
            }
        }

        return parts.Count == 0 ? PatternFacts.Empty : PatternAlgebra.Sequence(parts);
    }

    private PatternFacts? ReadPart()
    {
        PatternFacts? part = ReadAtom();
        while (_cursor.TryTakeQuantifier(out int min, out int max, out bool isLazy))
        {
            // A comment or an option is not repeated; what then is, is not known.
            part = PatternAlgebra.Repetition(part ?? throw new UnknownConstructException(), min, max, isLazy);
        }

        return part;
    }

    private PatternFacts? ReadAtom()
    {
        char character = _cursor.Take();
        return character switch
        {
            '(' => ReadGroup(),
            '[' => CharacterClassReader.Read(_cursor),
            '\\' => EscapeReader.Read(_cursor),
            '.' => CharacterFacts.Character,
            '^' or '$' => CharacterFacts.Anchor,
            '*' or '+' or '?' => throw new UnknownConstructException(),
            _ => CharacterFacts.Literal(character),
        };
    }

    private PatternFacts? ReadGroup()
    {
        if (!_cursor.TryTake('?'))
        {
            return ReadBody();
        }

        switch (_cursor.Take())
        {
            case ':':
                return ReadBody();
            case '>':
                // Atomic: what it matches is a part of what its body would; only backtracking can do it.
                return ReadBody() with { Shape = PatternShape.Other };
            case '=' or '!':
                return LookAhead(ReadBody());
            case '<' when _cursor.TryTake('=') || _cursor.TryTake('!'):
                return LookBehind(ReadBody());
            case '<':
                _cursor.TakeName('>');
                return ReadBody();
            case '\'':
                _cursor.TakeName('\'');
                return ReadBody();
            case '#':
                _cursor.TakeThrough(')');
                return null;
            case char option when "ims".Contains(option, StringComparison.Ordinal):
                return ReadOptions();
            default:
                // Conditions depend on groups, and x changes what is text at all.
                throw new UnknownConstructException();
        }
    }

    // Literals are folded, lines and dots are not told apart: i, m and s change nothing here. Taken back, i would.
    private PatternFacts? ReadOptions()
    {
        while (_cursor.TryTake('i') || _cursor.TryTake('m') || _cursor.TryTake('s'))
        {
            continue;
        }

        if (_cursor.TryTake(')'))
        {
            return null;
        }

        return _cursor.TryTake(':') ? ReadBody() : throw new UnknownConstructException();
    }

    private PatternFacts ReadBody()
    {
        PatternFacts body = ReadAlternation();
        if (!_cursor.TryTake(')'))
        {
            throw new UnknownConstructException();
        }

        return body;
    }

    private static PatternFacts LookAhead(PatternFacts body) =>
        CharacterFacts.Anchor with
        {
            LookAhead = PatternFacts.AddLengths(body.MaxLength, body.LookAhead),
            Ambiguity = body.Ambiguity,
            Ways = body.Ways,
            EnginesDiffer = body.EnginesDiffer,
            IsEndless = body.IsEndless,
            HasLazyEmptyLoop = body.HasLazyEmptyLoop,
        };

    // What stands before a match is always searched whole; only a lookahead within it may reach beyond.
    private static PatternFacts LookBehind(PatternFacts body) => LookAhead(body) with { LookAhead = body.LookAhead };
}
