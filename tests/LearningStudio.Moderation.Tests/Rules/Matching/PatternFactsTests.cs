using LearningStudio.Moderation.Rules.Matching;

namespace LearningStudio.Moderation.Tests.Rules.Matching;

/// <summary>What is read from a pattern itself: lengths, shape, and how backtracking grows.</summary>
public sealed class PatternFactsTests
{
    private const int Unbounded = PatternFacts.Unbounded;

    [Theory]
    [InlineData("", 0, 0, 0)]
    [InlineData("abc", 3, 3, 0)]
    [InlineData("a|bcd", 1, 3, 0)]
    [InlineData("bcd|a", 1, 3, 0)]
    [InlineData("a*", 0, Unbounded, 0)]
    [InlineData("a+bc", 3, Unbounded, 0)]
    [InlineData("a{2,5}", 2, 5, 0)]
    [InlineData("(?:ab){3}", 6, 6, 0)]
    [InlineData("(?:a*){3}", 0, Unbounded, 0)]
    [InlineData("(?:a+){0}", 0, 0, 0)]
    [InlineData("a{2000000000}b{2000000000}", Unbounded, Unbounded, 0)]
    [InlineData("a(?=bc)", 1, 1, 2)]
    [InlineData("a(?!bc)", 1, 1, 2)]
    [InlineData("(?=b+)", 0, 0, Unbounded)]
    [InlineData("(?=ab(?=c))", 0, 0, 3)]
    [InlineData("(?<=ab)c", 1, 1, 0)]
    [InlineData("(?<!ab+)c", 1, 1, 0)]
    [InlineData("(?<=a(?=bc))d", 1, 1, 2)]
    [InlineData("(?=abc)x(?=d)", 1, 1, 3)]
    [InlineData("(?=d)x(?=abc)", 1, 1, 3)]
    [InlineData("(?=a)|(?=bcd)", 0, 0, 3)]
    [InlineData("(?:a(?=bc)){2}", 2, 2, 2)]
    [InlineData(@"(a)\1", 1, Unbounded, 0)]
    [InlineData(@"(a)\9", 1, Unbounded, 0)]
    [InlineData(@"(a)\1b", 2, Unbounded, 0)]
    [InlineData(@"(?<n>a)\k<n>", 1, Unbounded, 0)]
    [InlineData(@"^\bab\B\A\Z\z$", 2, 2, 0)]
    [InlineData(@".\d\D\s\S\w\W\p{L}\P{Lu}", 9, 9, 0)]
    public void Lengths_AreThoseOfEachMatch(string pattern, int least, int most, int lookAhead)
    {
        PatternFacts facts = Read(pattern);

        (facts.MinLength, facts.MaxLength, facts.LookAhead).ShouldBe((least, most, lookAhead));
        facts.IsFixedLength.ShouldBe(least == most);
    }

    [Theory]
    [InlineData("abc", "Plain")]
    [InlineData("", "Plain")]
    [InlineData("[ab]", "Plain")]
    [InlineData("a|bc", "Plain")]
    [InlineData("a{2}", "Plain")]
    [InlineData("a?", "Plain")]
    [InlineData("(?:a|bc)?", "Plain")]
    [InlineData("(?:a|bc){2}", "Other")]
    [InlineData(@"\b", "Boundary")]
    [InlineData(@"\babc", "Bounded", true)]
    [InlineData(@"abc\b", "Bounded", false, true)]
    [InlineData(@"\babc\b", "Bounded", true, true)]
    [InlineData(@"\ba(?:b|c)\b", "Bounded", true, true)]
    [InlineData(@"\b(?:\babc)\b", "Bounded", true, true)]
    [InlineData(@"(?:\babc)\b", "Bounded", true, true)]
    [InlineData(@"\b(?:abc\b)", "Bounded", true, true)]
    [InlineData(@"\b(?:\babc)", "Bounded", true)]
    [InlineData(@"(?:abc\b)\b", "Bounded", false, true)]
    [InlineData(@"(?:\babc)d", "Other")]
    [InlineData(@"\b\b", "Other")]
    [InlineData(@"a\bc", "Other")]
    [InlineData(@"a|\bb", "Other")]
    [InlineData(@"(?:\ba)?", "Other")]
    [InlineData(@"\b.abc\b", "Other")]
    [InlineData(@"\Babc", "Other")]
    [InlineData("^abc", "Other")]
    [InlineData("abc$", "Other")]
    [InlineData("(?>abc)", "Other")]
    [InlineData("ä", "Other")]
    [InlineData("[aä]", "Other")]
    [InlineData("a|ä", "Other")]
    [InlineData("a|.", "Other")]
    public void Shape_SaysWhetherTheTextsAreAll(string pattern, string shape, bool begins = false, bool ends = false)
    {
        PatternFacts facts = Read(pattern);

        facts.Shape.ToString().ShouldBe(shape);
        (facts.BeginsAtBoundary, facts.EndsAtBoundary).ShouldBe((begins, ends));
    }

    [Theory]
    [InlineData("abc", "None")]
    [InlineData("a*", "Single")]
    [InlineData("a*b", "Single")]
    [InlineData("ab*", "Single")]
    [InlineData("a*|b", "Single")]
    [InlineData("(?:a*)?", "Single")]
    [InlineData("(?:a|b)*", "Single")]
    [InlineData("a*b*", "Polynomial")]
    [InlineData("a*b*c", "Polynomial")]
    [InlineData("(?:a*b*)c*", "Polynomial")]
    [InlineData("(?:a*b*)|c", "Polynomial")]
    [InlineData("a*(?=b*)", "Polynomial")]
    [InlineData("(?:a*)*", "Exponential")]
    [InlineData("(?:a|ab)*", "Exponential")]
    [InlineData("(?:a|a)*", "Exponential")]
    [InlineData("(?:a?)+", "Exponential")]
    [InlineData(@"(.)\1", "Exponential")]
    [InlineData(@"(.)\1a*", "Exponential")]
    [InlineData(@"a*(.)\1", "Exponential")]
    [InlineData("a{65}", "None")]
    [InlineData("a{1,64}", "None")]
    [InlineData("a{1,65}", "Single")]
    [InlineData("(?:ab|a){1,32}", "None")]
    [InlineData("(?:ab|a){1,33}", "Exponential")]
    public void Ambiguity_GrowsWithRepetitions(string pattern, string ambiguity) =>
        Read(pattern).Ambiguity.ToString().ShouldBe(ambiguity);

    [Theory]
    [InlineData("abc", 1)]
    [InlineData("a|b", 2)]
    [InlineData("a|b|c", 3)]
    [InlineData("(?:a|b)(?:c|d|e)", 6)]
    [InlineData("a?", 2)]
    [InlineData("a{0,3}", 4)]
    [InlineData("a{2,3}", 2)]
    [InlineData("(?:a|b){2}", 4)]
    [InlineData("(?:a|b){1,3}", 24)]
    [InlineData("(?:a|b){0}", 2)]
    [InlineData("a*", 1)]
    [InlineData("(?:a|b)*", 2)]
    [InlineData("(?=a|b)c", 2)]
    public void Ways_AreMultipliedAlongASequence(string pattern, double ways) => Read(pattern).Ways.ShouldBe(ways);

    [Theory]
    [InlineData("abc", false)]
    [InlineData("a|b", false)]
    [InlineData("a{2}", false)]
    [InlineData("a|a", true)]
    [InlineData("a|bc", true)]
    [InlineData("bc|a", true)]
    [InlineData(".|a", true)]
    [InlineData("a?", true)]
    [InlineData("(?:a|bc){2}", true)]
    [InlineData("(?:a|bc)d", true)]
    [InlineData("d(?:a|bc)", true)]
    [InlineData("(?:a|bc)(?:d|ef)", true)]
    [InlineData(@"(a)\1", true)]
    public void Choice_IsSeen(string pattern, bool hasChoice) => Read(pattern).HasChoice.ShouldBe(hasChoice);

    [Theory]
    [InlineData("a*", false)]
    [InlineData("a{2}?", false)]
    [InlineData("(?:a?){1}", false)]
    [InlineData("a*?", true)]
    [InlineData("(?:a?)*", true)]
    [InlineData("(?:a?){2}", true)]
    [InlineData("(?:a*?){2}", true)]
    [InlineData("a*?b", true)]
    [InlineData("ba*?", true)]
    [InlineData("a*?b*?", true)]
    [InlineData("a*?|b", true)]
    [InlineData("(?=a*?)", true)]
    public void EnginesDiffer_WhereSomethingIsLazyOrMayBeEmpty(string pattern, bool differ) =>
        Read(pattern).EnginesDiffer.ShouldBe(differ);

    [Theory]
    [InlineData("(?:a?)*", false, false)]
    [InlineData("a*?", false, false)]
    [InlineData("(?:a?)??", false, false)]
    [InlineData("(?:a?)*?", true, false)]
    [InlineData("(?:a?)*?b", true, false)]
    [InlineData("b(?:a?)*?", true, false)]
    [InlineData("(?:a?)*?(?:b?)*?", true, false)]
    [InlineData("(?:a?)*?|b", true, false)]
    [InlineData("(?=(?:a?)*?)", true, false)]
    [InlineData("(?:(?:a?)*?)?", true, false)]
    [InlineData("(?:(?:a?)*?)*", true, true)]
    [InlineData("(?:(?:a?)*?b){2}", true, true)]
    [InlineData("(?:(?:a?)*?)*b", true, true)]
    [InlineData("b(?:(?:a?)*?)*", true, true)]
    [InlineData("(?:(?:a?)*?)*(?:(?:b?)*?)*", true, true)]
    [InlineData("(?:(?:a?)*?)*|b", true, true)]
    [InlineData("(?:(?:(?:a?)*?)*)?", true, true)]
    [InlineData("(?=(?:(?:a?)*?)*)", true, true)]
    public void LazyLoopOfWhatMayBeEmpty_IsEndlessWithinAnother(string pattern, bool isThere, bool isEndless)
    {
        PatternFacts facts = Read(pattern);

        (facts.HasLazyEmptyLoop, facts.IsEndless).ShouldBe((isThere, isEndless));
    }

    [Theory]
    [InlineData("(?(1)a|b)")]
    [InlineData("(?x)a")]
    [InlineData("(?i-m)a")]
    [InlineData("(?i")]
    [InlineData("(?<a-b>c)")]
    [InlineData("(?'a-b'c)")]
    [InlineData("(?<n")]
    [InlineData("(?#a")]
    [InlineData("(?#a)*")]
    [InlineData("(a")]
    [InlineData("*a")]
    [InlineData("+a")]
    [InlineData("?a")]
    [InlineData("[a")]
    [InlineData("[a-z-[aeiou]]")]
    [InlineData("[a-[b]]")]
    [InlineData(@"[a-\d]")]
    [InlineData(@"[\pL]")]
    [InlineData(@"[\p{L]")]
    [InlineData(@"a\")]
    [InlineData(@"\0")]
    [InlineData(@"\12")]
    [InlineData(@"\G")]
    [InlineData(@"\ä")]
    [InlineData(@"\_")]
    [InlineData(@"\'")]
    [InlineData(@"\<")]
    [InlineData(@"\pL")]
    [InlineData(@"\p{L")]
    [InlineData(@"\x4")]
    [InlineData(@"\xzz")]
    [InlineData(@"\u123")]
    public void WhatIsNotKnown_IsGivenUp(string pattern) => PatternReader.TryRead(pattern).ShouldBeNull();

    [Fact]
    public void Nesting_IsReadToAHundred()
    {
        PatternReader.TryRead(Nested(99)).ShouldNotBeNull();
        PatternReader.TryRead(Nested(100)).ShouldBeNull();
        // One after the other is not one in the other.
        PatternReader.TryRead(string.Concat(Enumerable.Repeat("(a)", 150))).ShouldNotBeNull();
    }

    private static string Nested(int depth) => new string('(', depth) + "a" + new string(')', depth);

    private static PatternFacts Read(string pattern) => PatternReader.TryRead(pattern).ShouldNotBeNull();
}
