using System.Text;
using CsCheck;
using LearningStudio.Caching.Invalidation;

namespace LearningStudio.Caching.Tests.Invalidation;

public sealed class GlobPatternTests
{
    private static readonly Gen<string> Text = Gen.String[Gen.Char["ab-]^\\[*?é:"], 0, 8];

    [Theory]
    [InlineData("x:*", "x:", true)]
    [InlineData("x:*", "x:1", true)]
    [InlineData("x:*", "x", false)]
    [InlineData("x:*", "X:1", false)]
    [InlineData("*:5", "forum:stats:5", true)]
    [InlineData("forum:*:5", "forum:5", false)]
    [InlineData("h?llo", "hello", true)]
    [InlineData("h?llo", "hllo", false)]
    [InlineData("h?llo", "héllo", false)]
    [InlineData("h??llo", "héllo", true)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[c-a]x", "bx", true)]
    [InlineData("[^a-c]x", "bx", false)]
    [InlineData("[^a-c]x", "dx", true)]
    [InlineData("[abc", "b", true)]
    [InlineData("[]x", "]x", false)]
    [InlineData("[\\]]x", "]x", true)]
    [InlineData("a\\*b", "a*b", true)]
    [InlineData("a\\*b", "axb", false)]
    [InlineData("a\\", "a\\", true)]
    [InlineData("exact", "exact", true)]
    [InlineData("exact", "exactly", false)]
    [InlineData("a*b*c", "axxbyybzzc", true)]
    [InlineData("a*b*c", "axxbyybzz", false)]
    public void Table(string pattern, string key, bool matches) =>
        GlobPattern.Parse(pattern).IsMatch(key).ShouldBe(matches);

    [Fact]
    public void LongKey_IsMatchedBeyondTheStackBuffer() =>
        GlobPattern.Parse("a*z").IsMatch("a" + new string('é', 5000) + "z").ShouldBeTrue();

    [Fact]
    public void RandomPatterns_MatchAsTheReferenceDoes() =>
        Gen.Select(Text, Text)
            .Sample(
                (pattern, key) =>
                    GlobPattern.Parse(pattern).IsMatch(key)
                    == Reference(Encoding.UTF8.GetBytes(pattern), Encoding.UTF8.GetBytes(key)),
                iter: 200_000
            );

    /// <summary>The definition, by recursion: slow, short, and independent of the matcher under test.</summary>
    private static bool Reference(ReadOnlySpan<byte> pattern, ReadOnlySpan<byte> text)
    {
        if (pattern.IsEmpty)
        {
            return text.IsEmpty;
        }

        if (pattern[0] == '*')
        {
            return Reference(pattern[1..], text) || (!text.IsEmpty && Reference(pattern, text[1..]));
        }

        if (text.IsEmpty)
        {
            return false;
        }

        (bool takes, int length) = pattern[0] switch
        {
            (byte)'?' => (true, 1),
            (byte)'[' => Class(pattern, text[0]),
            (byte)'\\' when pattern.Length > 1 => (pattern[1] == text[0], 2),
            _ => (pattern[0] == text[0], 1),
        };
        return takes && Reference(pattern[length..], text[1..]);
    }

    private static (bool Takes, int Length) Class(ReadOnlySpan<byte> pattern, byte value)
    {
        int at = 1;
        bool negated = at < pattern.Length && pattern[at] == '^';
        at += negated ? 1 : 0;
        bool found = false;
        while (at < pattern.Length && pattern[at] != ']')
        {
            if (pattern[at] == '\\' && at + 1 < pattern.Length)
            {
                found |= pattern[at + 1] == value;
                at += 2;
            }
            else if (at + 2 < pattern.Length && pattern[at + 1] == '-')
            {
                byte low = Math.Min(pattern[at], pattern[at + 2]);
                byte high = Math.Max(pattern[at], pattern[at + 2]);
                found |= low <= value && value <= high;
                at += 3;
            }
            else
            {
                found |= pattern[at] == value;
                at++;
            }
        }

        return (found != negated, Math.Min(at + 1, pattern.Length));
    }
}
