using System.Collections.Frozen;
using System.Globalization;

namespace LearningStudio.Moderation.Rules.Folding;

/// <summary>
/// Characters that look like Latin letters, and those letters: Unicode TR39 as far as it leads to ASCII letters,
/// with accents kept. The embedded table is made by <c>confusables.py</c>, which says what it leaves out and adds.
/// </summary>
internal static class Confusables
{
    private static readonly FrozenDictionary<int, string> Letters = Read();

    /// <summary>The letters that a code point outside ASCII looks like, or null.</summary>
    public static string? LettersFor(int codePoint) => Letters.GetValueOrDefault(codePoint);

    private static FrozenDictionary<int, string> Read()
    {
        using Stream stream = typeof(Confusables).Assembly.GetManifestResourceStream("confusables.txt")!;
        using var reader = new StreamReader(stream);
        var letters = new Dictionary<int, string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            string[] parts = line.Split(' ');
            foreach (string codePoint in parts.AsSpan(1))
            {
                letters.Add(int.Parse(codePoint, NumberStyles.HexNumber, CultureInfo.InvariantCulture), parts[0]);
            }
        }

        return letters.ToFrozenDictionary();
    }
}
