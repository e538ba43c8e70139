using System.Text;

namespace LearningStudio.Benchmarks.Moderation;

/// <summary>Makes words and texts, always the same.</summary>
internal sealed class MadeWords
{
    private const string Onsets = "bcdfghlmnprstvw";
    private const string Vowels = "aeiou";
    private const int CommonWords = 2_000;

    private readonly Random _random;
    private readonly string[] _common;

    public MadeWords(int seed)
    {
        _random = new Random(seed);
        _common = [.. Enumerable.Range(0, CommonWords).Select(_ => Syllables(_random.Next(1, 4)))];
    }

    /// <summary>A word of three syllables or four.</summary>
    public string Rare() => Syllables(_random.Next(3, 5));

    /// <summary>A text of common words.</summary>
    public string Text(int words) =>
        string.Join(' ', Enumerable.Range(0, words).Select(_ => _common[_random.Next(CommonWords)]));

    private string Syllables(int count)
    {
        var word = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            word.Append(Onsets[_random.Next(Onsets.Length)]).Append(Vowels[_random.Next(Vowels.Length)]);
        }

        return word.ToString();
    }
}
