using System.Text;

namespace LearningStudio.Moderation.Rules.Matching;

/// <summary>The facts of what stands for one character, or for none.</summary>
internal static class CharacterFacts
{
    /// <summary>The largest class of characters that is listed.</summary>
    public const int MaxListed = 12;

    /// <summary>One character of too many to list.</summary>
    public static PatternFacts Character { get; } = new() { MinLength = 1, MaxLength = 1 };

    /// <summary>A place, not a character.</summary>
    public static PatternFacts Anchor { get; } = new() { Exact = [""] };

    public static PatternFacts Boundary { get; } = new() { Exact = [""], Shape = PatternShape.Boundary };

    /// <summary>Again what a group matched, of any length.</summary>
    public static PatternFacts Group { get; } =
        new()
        {
            MaxLength = PatternFacts.Unbounded,
            Ambiguity = Ambiguity.Exponential,
            HasChoice = true,
        };

    public static PatternFacts Literal(char character) => Text(character.ToString());

    public static PatternFacts Text(string text) =>
        new()
        {
            Exact = [CaseFolding.Fold(text)],
            MinLength = text.Length,
            MaxLength = text.Length,
            Shape = ShapeOf(Ascii.IsValid(text)),
        };

    public static PatternFacts From(IEnumerable<char> characters)
    {
        string[] exact = [.. characters.Select(c => CaseFolding.Fold(c).ToString()).Distinct(StringComparer.Ordinal)];
        return exact.Length is 0 or > MaxListed
            ? Character
            : new PatternFacts
            {
                Exact = exact,
                MinLength = 1,
                MaxLength = 1,
                Shape = ShapeOf(exact.All(text => char.IsAscii(text[0]))),
            };
    }

    // Beyond ASCII, equal folds do not make equal characters: the expression has to say it.
    private static PatternShape ShapeOf(bool isAscii) => isAscii ? PatternShape.Plain : PatternShape.Other;
}
