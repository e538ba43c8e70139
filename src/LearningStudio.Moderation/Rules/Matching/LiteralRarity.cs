namespace LearningStudio.Moderation.Rules.Matching;

/// <summary>How often the grams of a literal are met in a text by chance.</summary>
internal static class LiteralRarity
{
    /// <summary>The fewest characters that the index can look for.</summary>
    public const int MinLiteral = 3;

    public const int LongGram = 4;

    // Thousandths of running English text, space and letters; from a count over forum posts.
    private static readonly double[] Thousandths =
    [
        65,
        12,
        22,
        32,
        99,
        18,
        16,
        49,
        59,
        1.5,
        7,
        33,
        20,
        56,
        62,
        15,
        1,
        48,
        52,
        73,
        23,
        8,
        19,
        1.5,
        16,
        0.7,
    ];

    /// <summary>The expected hits in a thousand characters; infinite for what the index cannot look for.</summary>
    public static double Compute(IReadOnlyList<string>? literals)
    {
        if (literals is null)
        {
            return double.PositiveInfinity;
        }

        double sum = 0;
        foreach (string literal in literals)
        {
            sum += literal.Length < MinLiteral ? double.PositiveInfinity : BestWindow(literal).Frequency;
        }

        return sum;
    }

    /// <summary>The window of a literal, as long as a gram, that is met least.</summary>
    public static (int Offset, double Frequency) BestWindow(string literal)
    {
        int size = Math.Min(literal.Length, LongGram);
        (int Offset, double Frequency) best = (0, double.PositiveInfinity);
        for (int offset = 0; offset <= literal.Length - size; offset++)
        {
            double frequency = 1000;
            foreach (char character in literal.AsSpan(offset, size))
            {
                frequency *= FrequencyOf(character);
            }

            if (frequency < best.Frequency)
            {
                best = (offset, frequency);
            }
        }

        return best;
    }

    private static double FrequencyOf(char folded) =>
        folded switch
        {
            ' ' => 0.16,
            >= 'a' and <= 'z' => Thousandths[folded - 'a'] / 1000,
            < '\u0080' => 0.006,
            _ => 0.002,
        };
}
