using LearningStudio.Moderation.Rules.Folding;
using LearningStudio.Moderation.Rules.Matching;

namespace LearningStudio.Moderation.Learning;

// Rule: a text is the set of its words and of its pairs of neighbouring words, each as a bucket. Of a number only its
//   length counts; every other sign is a word of its own. What a reader takes in is read, without case.
// Source: K. Weinberger and others, "Feature hashing for large scale multitask learning", ICML 2009; FNV-1a, and the
//   last steps of MurmurHash3, for the hash. A change here makes stored models worthless: raise the version of BayesFile.
internal static class TextFeatures
{
    public const int Bits = 18;

    /// <summary>How much of a text is read, in UTF-16 code units.</summary>
    public const int MaxLength = 65_536;

    private const uint Basis = 2_166_136_261;
    private const uint Prime = 16_777_619;
    private const uint PairMixer = 0x9E3779B1;

    /// <summary>The buckets, each once, in no order.</summary>
    public static IReadOnlyCollection<int> Compute(string text)
    {
        string read = FoldedText.Create(text.Length > MaxLength ? text[..MaxLength] : text).Text;
        var buckets = new HashSet<int>();
        uint previous = 0;
        int index = 0;
        while (index < read.Length)
        {
            if (char.IsWhiteSpace(read[index]))
            {
                index++;
                continue;
            }

            int end = EndOf(read, index);
            uint word = HashOf(read.AsSpan(index, end - index));
            buckets.Add(BucketOf(word));
            buckets.Add(BucketOf((previous * PairMixer) ^ uint.RotateLeft(word, 15)));
            previous = word;
            index = end;
        }

        return buckets;
    }

    private static int EndOf(string text, int start)
    {
        bool isNumber = char.IsDigit(text[start]);
        int end = start + 1;
        if (!isNumber && !IsLetter(text[start]))
        {
            return end;
        }

        while (end < text.Length && (isNumber ? char.IsDigit(text[end]) : IsLetter(text[end])))
        {
            end++;
        }

        return end;
    }

    private static bool IsLetter(char character) => WordCharacters.Contains(character) && !char.IsDigit(character);

    private static uint HashOf(ReadOnlySpan<char> word)
    {
        bool isNumber = char.IsDigit(word[0]);
        uint hash = Basis;
        foreach (char character in word)
        {
            hash = (hash ^ (isNumber ? '0' : CaseFolding.Fold(character))) * Prime;
        }

        return hash;
    }

    private static int BucketOf(uint hash)
    {
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
        return (int)((hash ^ (hash >> 16)) >> (32 - Bits));
    }
}
