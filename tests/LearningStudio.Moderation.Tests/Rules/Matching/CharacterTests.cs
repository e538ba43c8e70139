using System.Text.RegularExpressions;
using LearningStudio.Moderation.Rules.Matching;

namespace LearningStudio.Moderation.Tests.Rules.Matching;

public sealed class CharacterTests
{
    private static readonly string All = new([.. Enumerable.Range(0, char.MaxValue + 1).Select(i => (char)i)]);

    [Fact]
    public void CharactersThatRegexTakesForEqual_FoldAlike()
    {
        int compared = 0;
        foreach (char character in All)
        {
            var regex = new Regex(
                Regex.Escape(character.ToString()),
                RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
            );
            foreach (ValueMatch match in regex.EnumerateMatches(All))
            {
                CaseFolding.Fold(All[match.Index]).ShouldBe(CaseFolding.Fold(character), $"U+{(int)character:X4}");
                compared++;
            }
        }

        compared.ShouldBeGreaterThan(All.Length);
    }

    [Fact]
    public void AsciiOfEqualFolds_RegexTakesForEqual()
    {
        foreach (char one in All[..128])
        {
            foreach (char other in All[..128])
            {
                bool equal = Regex.IsMatch(
                    other.ToString(),
                    $"^{Regex.Escape(one.ToString())}\\z",
                    RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
                );
                (CaseFolding.Fold(one) == CaseFolding.Fold(other)).ShouldBe(equal, $"{(int)one} {(int)other}");
            }
        }
    }

    [Fact]
    public void WordCharacters_AreThoseOfRegexsBoundary()
    {
        var boundary = new Regex(@"^\b", RegexOptions.CultureInvariant);

        foreach (char character in All)
        {
            WordCharacters
                .Contains(character)
                .ShouldBe(boundary.IsMatch(character.ToString()), $"U+{(int)character:X4}");
        }
    }

    [Fact]
    public void Bytes_AreThoseOfTheFolds()
    {
        var bytes = new byte[All.Length];

        CaseFolding.ToBytes(All, bytes);

        for (int i = 0; i < All.Length; i++)
        {
            char folded = CaseFolding.Fold(All[i]);
            bytes[i].ShouldBe((byte)(folded ^ (folded >> 8)));
        }
    }
}
