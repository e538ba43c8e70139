using System.Runtime.InteropServices;
using LearningStudio.Moderation.Duplicates;

namespace LearningStudio.Moderation.Tests.Duplicates;

/// <summary>Every pair of texts that are similar, counted gram by gram without a sketch.</summary>
internal static class AllPairs
{
    public static Dictionary<(int, int), double> Find(string[] texts, double least)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var textsOf = new List<List<int>>();
        var sizes = new int[texts.Length];
        var pairs = new Dictionary<(int, int), double>();
        var shared = new int[texts.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            int[] grams = GramsOf(texts[i], numbers, textsOf);
            sizes[i] = grams.Length;
            Array.Clear(shared, 0, i);
            foreach (int gram in grams)
            {
                foreach (int earlier in CollectionsMarshal.AsSpan(textsOf[gram]))
                {
                    shared[earlier]++;
                }

                textsOf[gram].Add(i);
            }

            for (int j = 0; j < i; j++)
            {
                double similarity = (double)shared[j] / (sizes[i] + sizes[j] - shared[j]);
                if (similarity >= least)
                {
                    pairs.Add((j, i), similarity);
                }
            }
        }

        return pairs;
    }

    private static int[] GramsOf(string text, Dictionary<string, int> numbers, List<List<int>> textsOf)
    {
        string normal = NormalText.Normalize(text);
        return
        [
            .. Enumerable
                .Range(0, normal.Length - 4)
                .Select(start => normal.Substring(start, 5))
                .Distinct(StringComparer.Ordinal)
                .Select(gram =>
                {
                    if (numbers.TryAdd(gram, numbers.Count))
                    {
                        textsOf.Add([]);
                    }

                    return numbers[gram];
                }),
        ];
    }
}
