using System.Text.RegularExpressions;
using LearningStudio.Moderation.Rules.Matching;

namespace LearningStudio.Moderation.Tests.Rules.Matching;

public sealed class SimpleSyntaxTests
{
    private const string Symbols = "ab (?:)|\\?*+.-[]{}1,^$#bBdwWpPkx<='";

    [Theory]
    [InlineData(@"\b(?:baba\W?ji|fifa.coins?)\b", true)]
    [InlineData("a|(b|c)+d*", true)]
    [InlineData("a**", false)]
    [InlineData("a??", false)]
    [InlineData("(?=a)", false)]
    [InlineData("(a", false)]
    [InlineData("a)", false)]
    [InlineData("a|*", false)]
    [InlineData("(*a)", false)]
    [InlineData("a\\", false)]
    [InlineData(@"\1", false)]
    [InlineData(@"\p", false)]
    [InlineData("[a]", false)]
    [InlineData("a{2}", false)]
    public void SimplePatterns_AreRecognised(string pattern, bool isSimple) =>
        SimpleSyntax.IsCertainlyValid(pattern).ShouldBe(isSimple);

    [Fact]
    public void WhatIsCertainlyValid_RegexAccepts()
    {
        var random = new Random(1);
        int valid = 0;
        for (int i = 0; i < 200_000; i++)
        {
            string pattern = new([
                .. Enumerable.Range(0, random.Next(1, 9)).Select(_ => Symbols[random.Next(Symbols.Length)]),
            ]);
            if (SimpleSyntax.IsCertainlyValid(pattern))
            {
                Should.NotThrow(() => new Regex(pattern), $"seed 1: {pattern}");
                valid++;
            }
        }

        valid.ShouldBeGreaterThan(5_000);
    }
}
