namespace LearningStudio.Moderation.Duplicates;

// Rule: each gram's hash falls into one of 160 bins by its highest bits, and a bin's value is its least hash; the share
//   of equal values of two texts is an unbiased estimate of Jaccard's index of their grams. A bin without a gram takes
//   the value of the first bin with one in an order of its own, which is the same for every text.
// Source: Li, Owen, Zhang: One Permutation Hashing, NIPS 2012; Shrivastava: Optimal Densification for Fast and Accurate
//   Minwise Hashing, ICML 2017, https://arxiv.org/abs/1703.04664
// Cost: linear in the text, and in the empty bins of a short one. Threads: pure.
internal static class MinHash
{
    public const int Values = 160;
    private const ulong Empty = ulong.MaxValue;

    /// <summary>The sketch of a normalised text of at least five code units.</summary>
    public static uint[] Compute(ReadOnlySpan<char> normalText, ulong seed)
    {
        Span<ulong> least = stackalloc ulong[Values];
        least.Fill(Empty);
        foreach (ulong hash in new GramHashes(normalText, seed))
        {
            ref ulong bin = ref least[BinOf(hash)];
            bin = Math.Min(bin, hash);
        }

        uint[] sketch = new uint[Values];
        for (int bin = 0; bin < Values; bin++)
        {
            int donor = bin;
            for (int attempt = 1; least[donor] == Empty; attempt++)
            {
                donor = BinOf(GramHashes.Mix(((ulong)bin << 32) + (ulong)attempt));
            }

            // The low bits of the least hash are as random as those of any.
            sketch[bin] = (uint)least[donor];
        }

        return sketch;
    }

    private static int BinOf(ulong hash) => (int)Math.BigMul(hash, Values, out _);

    public static double Similarity(ReadOnlySpan<uint> first, ReadOnlySpan<uint> second)
    {
        int equal = 0;
        for (int i = 0; i < Values; i++)
        {
            equal += first[i] == second[i] ? 1 : 0;
        }

        return (double)equal / Values;
    }
}
