using LearningStudio.Moderation.Rules.Matching;

namespace LearningStudio.Moderation.Tests.Rules.Matching;

/// <summary>The texts that a pattern matches, as far as they are listed, and those that it requires.</summary>
public sealed class PatternTextsTests
{
    private static readonly string Sixty = new('q', 60);

    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("ABC", "abc")]
    [InlineData("a[bc]d", "abd,acd")]
    [InlineData("(a|b)(c|d)", "ac,ad,bc,bd")]
    [InlineData("(?:a|a)b", "ab")]
    [InlineData("a|b|", "a,b,")]
    [InlineData("(?:a|ab)(?:c|bc)", "ac,abc,abbc")]
    [InlineData("ab?c", "abc,ac")]
    [InlineData("ab??c", "ac,abc")]
    [InlineData("a{2}", "aa")]
    [InlineData("a{0,2}", "aa,a,")]
    [InlineData("a{0,2}?", ",a,aa")]
    [InlineData("a{8}", "aaaaaaaa")]
    [InlineData("(?:ab){2}c", "ababc")]
    [InlineData("(?:a|b){1,2}", "aa,ab,ba,bb,a,b")]
    [InlineData("^ab$", "ab")]
    [InlineData(@"\bab\b", "ab")]
    [InlineData(@"\Aab\z", "ab")]
    [InlineData(@"\Bab\Z", "ab")]
    [InlineData("(?=x)ab(?!y)", "ab")]
    [InlineData("(?<=x)ab(?<!y)", "ab")]
    [InlineData("(?i)ab", "ab")]
    [InlineData("(?ims)ab", "ab")]
    [InlineData("(?s:ab)c", "abc")]
    [InlineData("a(?#note)b", "ab")]
    [InlineData("(?<n>ab)c", "abc")]
    [InlineData("(?'n'ab)c", "abc")]
    [InlineData("(?>ab)c", "abc")]
    [InlineData("[a-c]x", "ax,bx,cx")]
    [InlineData("[aA]x", "ax")]
    [InlineData("[a-]x", "ax,-x")]
    [InlineData("[]a]x", "]x,ax")]
    [InlineData(@"[\b\t]x", "\bx,\tx")]
    [InlineData(@"[\x41-\x43]x", "ax,bx,cx")]
    [InlineData(@"\x41\u0042", "ab")]
    [InlineData(@"\t\n\r\f\v\a\e", "\t\n\r\f\v\a\u001b")]
    [InlineData(@"\.\*\\", @".*\")]
    [InlineData("a{", "a{")]
    [InlineData("a{x}", "a{x}")]
    [InlineData("a{2,x}", "a{2,x}")]
    [InlineData("a{1|2|3}", "a{1,2,3}")]
    public void Texts_AreListedAsTheyAreTried(string pattern, string texts) =>
        string.Join(',', Read(pattern).Exact.ShouldNotBeNull()).ShouldBe(texts);

    [Theory]
    [InlineData("a.")]
    [InlineData("a*")]
    [InlineData("a+")]
    [InlineData("a{9}")]
    [InlineData("a|.")]
    [InlineData("[^a]x")]
    [InlineData(@"[\d]")]
    [InlineData(@"[\da-c]")]
    [InlineData(@"[a-c\D]")]
    [InlineData(@"[\sa]")]
    [InlineData(@"[a\p{L}]")]
    [InlineData(@"[\P{L}a]")]
    [InlineData(@"\d")]
    [InlineData(@"\W")]
    [InlineData(@"\p{L}")]
    [InlineData(@"(a)\1")]
    public void WhatIsTooMany_IsNotListed(string pattern) => Read(pattern).Exact.ShouldBeNull();

    [Fact]
    public void Listing_HasBounds()
    {
        Listed("[a-l]").ShouldBe(12);
        Listed("[a-m]").ShouldBeNull();
        Listed("[!-9]").ShouldBeNull();
        Listed("[A-La-l]").ShouldBe(12);
        Listed("[a-h][a-h]").ShouldBe(64);
        Listed("[a-l][a-f]").ShouldBeNull();
        Listed("[ab]{6}").ShouldBe(64);
        Listed("[ab]{7}").ShouldBeNull();
        Listed("[ab]{1,5}").ShouldBe(62);
        Listed("[ab]{0,5}").ShouldBe(63);
        Listed("[a-d]{1,3}").ShouldBeNull();
        Listed("[abc]{1,3}[ab]").ShouldBeNull();
        Listed(Sixty[1..] + "[ab]").ShouldBe(2);
        Listed(Sixty + "[ab]").ShouldBeNull();
        Listed(Alternatives(2_000)).ShouldBe(2_000);
        Listed(Alternatives(2_001)).ShouldBeNull();
        // Many texts may go on while they do not become more.
        Listed($"(?:{Alternatives(100)})x").ShouldBe(100);
        Listed($"(?:{Alternatives(100)})[xy]").ShouldBeNull();
    }

    [Theory]
    [InlineData("the.*zzz", "zzz")]
    [InlineData("zzz.*the", "zzz")]
    [InlineData("the.zzz.and", "zzz")]
    [InlineData("abcd.*", "abcd")]
    [InlineData(".*abcd", "abcd")]
    [InlineData("(?:abc|def).", "abc,def")]
    [InlineData("(?:abc.|def)x", "abc,def")]
    [InlineData("(?:def|abc.)x", "def,abc")]
    [InlineData("(?:abcd)+", "abcd")]
    [InlineData("(?:abcd){2,}", "abcd")]
    [InlineData("(?:abcd){9}", "abcd")]
    [InlineData("(?:abcd.)+", "abcd")]
    [InlineData("x(?:abcd.){2}", "abcd")]
    [InlineData("(?:[ab]qqq){7}", "aqqq,bqqq")]
    public void Requirement_IsTheRarest(string pattern, string texts)
    {
        PatternFacts facts = Read(pattern);

        facts.Exact.ShouldBeNull();
        string.Join(',', facts.Required.ShouldNotBeNull()).ShouldBe(texts);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("(?:abc|.)x")]
    [InlineData("(?:abcd)*")]
    [InlineData("(?:abcd.)?")]
    [InlineData("(?:abcd){0,9}")]
    [InlineData("(?:[a-h]q){0,3}")]
    [InlineData(@"\w+@\w+")]
    public void WhatMayBeMissing_IsNotRequired(string pattern)
    {
        PatternFacts facts = Read(pattern);

        facts.Exact.ShouldBeNull();
        LiteralRarity.Compute(facts.Required).ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void TextTooLongToMultiply_IsRequired() => Read(Sixty + "[ab]").Required.ShouldBe([Sixty]);

    [Fact]
    public void RepetitionTooLargeToMultiply_RequiresWhatFits()
    {
        IReadOnlyList<string> required = Read("(?:[a-h]q){3}").Required.ShouldNotBeNull();

        required.Count.ShouldBe(64);
        required.ShouldContain("aqhq");
    }

    [Fact]
    public void ListedTexts_AreNoRequirementBesides() => Read("abc|def").Required.ShouldBeNull();

    private static int? Listed(string pattern) => Read(pattern).Exact?.Count;

    private static string Alternatives(int count) =>
        string.Join('|', Enumerable.Range(10_000, count).Select(number => $"w{number}"));

    private static PatternFacts Read(string pattern) => PatternReader.TryRead(pattern).ShouldNotBeNull();
}
