namespace LearningStudio.HostApi.Settings;

/// <summary>Whether a name was meant to be another.</summary>
internal static class Spelling
{
    private const int LettersPerSlip = 4;

    /// <summary>Whether one slip for every four letters of the right name makes it the given one: a letter left out, added, wrong, or two exchanged.</summary>
    public static bool IsNear(string given, string right) =>
        Slips(given.ToUpperInvariant(), right.ToUpperInvariant()) <= Math.Max(1, right.Length / LettersPerSlip);

    // The optimal string alignment distance, a row for each letter given.
    private static int Slips(string given, string right)
    {
        int[,] slips = new int[given.Length + 1, right.Length + 1];
        for (int i = 0; i <= given.Length; i++)
        {
            for (int j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    slips[i, j] = i + j;
                    continue;
                }

                int wrong = given[i - 1] == right[j - 1] ? 0 : 1;
                int fewest = Math.Min(slips[i - 1, j], slips[i, j - 1]) + 1;
                fewest = Math.Min(fewest, slips[i - 1, j - 1] + wrong);
                bool isExchange = i > 1 && j > 1 && given[i - 1] == right[j - 2] && given[i - 2] == right[j - 1];
                slips[i, j] = isExchange ? Math.Min(fewest, slips[i - 2, j - 2] + 1) : fewest;
            }
        }

        return slips[given.Length, right.Length];
    }
}
