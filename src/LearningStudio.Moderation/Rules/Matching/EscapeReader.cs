namespace LearningStudio.Moderation.Rules.Matching;

/// <summary>Reads what follows a backslash.</summary>
internal static class EscapeReader
{
    /// <summary>Outside a class.</summary>
    public static PatternFacts Read(PatternCursor cursor)
    {
        char character = cursor.Take();
        switch (character)
        {
            case 'b':
                return CharacterFacts.Boundary;
            case 'B' or 'A' or 'Z' or 'z':
                return CharacterFacts.Anchor;
            case 'd' or 'D' or 's' or 'S' or 'w' or 'W':
                return CharacterFacts.Character;
            case 'p' or 'P':
                TakeCategory(cursor);
                return CharacterFacts.Character;
            case 'k' when cursor.TryTake('<'):
                cursor.TakeName('>');
                return CharacterFacts.Group;
            case >= '1' and <= '9' when cursor.IsAtEnd || !char.IsAsciiDigit(cursor.Current):
                return CharacterFacts.Group;
            default:
                return CharacterFacts.Literal(ReadCharacter(cursor, character));
        }
    }

    public static void TakeCategory(PatternCursor cursor)
    {
        if (!cursor.TryTake('{'))
        {
            throw new UnknownConstructException();
        }

        cursor.TakeThrough('}');
    }

    /// <summary>A character written as an escape; octal numbers and \G are not known.</summary>
    public static char ReadCharacter(PatternCursor cursor, char escape) =>
        escape switch
        {
            't' => '\t',
            'n' => '\n',
            'r' => '\r',
            'f' => '\f',
            'v' => '\v',
            'a' => '\a',
            'e' => '\u001b',
            'x' => cursor.TakeHexadecimal(2),
            'u' => cursor.TakeHexadecimal(4),
            _ when char.IsAsciiLetterOrDigit(escape) || escape > '\u007f' || escape is '_' or '\'' or '<' =>
                throw new UnknownConstructException(),
            _ => escape,
        };
}
