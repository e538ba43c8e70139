namespace LearningStudio.Moderation.Rules.Matching;

/// <summary>Reads a class of characters, from behind its opening bracket.</summary>
internal static class CharacterClassReader
{
    // A class is listed only while it is small; ranges past this are not.
    private const int MaxRange = 2 * CharacterFacts.MaxListed;

    public static PatternFacts Read(PatternCursor cursor)
    {
        bool isNegated = cursor.TryTake('^');
        HashSet<char>? listed = [];
        bool isFirst = true;
        while (isFirst || cursor.Current != ']')
        {
            isFirst = false;
            if (!TryReadItem(cursor, out char first))
            {
                listed = null;
                continue;
            }

            if (!cursor.TryTake('-'))
            {
                listed?.Add(first);
            }
            else if (cursor.Current == ']')
            {
                listed?.Add(first);
                listed?.Add('-');
            }
            else
            {
                listed = AddRange(listed, first, ReadEnd(cursor));
            }
        }

        cursor.Take();
        return isNegated || listed is null ? CharacterFacts.Character : CharacterFacts.From(listed);
    }

    private static char ReadEnd(PatternCursor cursor)
    {
        // A subtraction, [a-z-[aeiou]], is not known; nor is a range that ends in a class.
        if (cursor.Current == '[' || !TryReadItem(cursor, out char last))
        {
            throw new UnknownConstructException();
        }

        return last;
    }

    private static HashSet<char>? AddRange(HashSet<char>? listed, char first, char last)
    {
        if (listed is null || last - first > MaxRange)
        {
            return null;
        }

        for (int c = first; c <= last; c++)
        {
            listed.Add((char)c);
        }

        return listed;
    }

    /// <summary>False where the item stands for many characters.</summary>
    private static bool TryReadItem(PatternCursor cursor, out char character)
    {
        character = cursor.Take();
        if (character == '-' && cursor.Current == '[')
        {
            throw new UnknownConstructException();
        }

        if (character != '\\')
        {
            return true;
        }

        char escape = cursor.Take();
        switch (escape)
        {
            case 'd' or 'D' or 's' or 'S' or 'w' or 'W':
                return false;
            case 'p' or 'P':
                EscapeReader.TakeCategory(cursor);
                return false;
            case 'b':
                character = '\b';
                return true;
            default:
                character = EscapeReader.ReadCharacter(cursor, escape);
                return true;
        }
    }
}
