using System.Text;

namespace LearningStudio.Moderation.Tests.Duplicates;

/// <summary>Texts of a seeded generator.</summary>
internal static class RandomTexts
{
    private static readonly string[] Marks = ["www.", "://", "http://", "@", "/", "\u200B", "\u0301", "\u3164", " "];

    /// <summary>Code units of all kinds, halves of pairs too, and parts of links.</summary>
    public static string AnyCharacters(Random random, int length)
    {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++)
        {
            _ = random.Next(4) switch
            {
                0 => text.Append(Marks[random.Next(Marks.Length)]),
                1 => text.Append((char)random.Next('a', 'z' + 1)),
                2 => text.Append((char)random.Next(0x20, 0x600)),
                _ => text.Append((char)random.Next(0, 0xFFFE)),
            };
        }

        return text.ToString();
    }

    public static string[] Words(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => Word(random))];

    public static string Word(Random random) =>
        string.Create(
            random.Next(3, 10),
            random,
            static (word, r) =>
            {
                foreach (ref char letter in word)
                {
                    letter = (char)r.Next('a', 'z' + 1);
                }
            }
        );

    /// <summary>The words with a share of them replaced.</summary>
    public static string[] Changed(Random random, string[] words, double share) =>
        [.. words.Select(word => random.NextDouble() < share ? Word(random) : word)];
}
