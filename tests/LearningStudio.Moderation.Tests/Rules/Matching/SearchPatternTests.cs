using System.Text.RegularExpressions;
using LearningStudio.Moderation.Rules.Matching;

namespace LearningStudio.Moderation.Tests.Rules.Matching;

public sealed class SearchPatternTests
{
    [Theory]
    [InlineData("abc", false, "Literals")]
    [InlineData("abc|def", false, "Literals")]
    [InlineData(@"\babc\b", false, "Literals")]
    [InlineData("abc", true, "Window")]
    [InlineData("^abc", false, "Window")]
    [InlineData("abc.{0,997}", false, "Window")]
    [InlineData("abc.{0,998}", false, "Whole")]
    [InlineData("abc.{0,990}(?=.{7})", false, "Window")]
    [InlineData("abc.{0,990}(?=.{8})", false, "Whole")]
    [InlineData("abc.*", false, "Whole")]
    [InlineData("ab", false, "Always")]
    [InlineData("abc|de", false, "Always")]
    [InlineData(@"\w+", false, "Always")]
    [InlineData("(?x)abc", false, "Always")]
    public void Plan_IsTheCheapestThatIsRight(string pattern, bool matchCase, string plan) =>
        Of(pattern, matchCase).Plan.ToString().ShouldBe(plan);

    [Theory]
    [InlineData("a*", false)]
    [InlineData("a*b*", true)]
    [InlineData("(?:a*)*", true)]
    [InlineData("(?:a|b){15}", false)]
    [InlineData("(?:a|b){16}", true)]
    [InlineData("a{0,49999}", false)]
    [InlineData("a{0,50000}", true)]
    [InlineData("(?x)a", true)]
    public void Risk_IsReadFromThePattern(string pattern, bool isRisky) => Of(pattern).IsRisky.ShouldBe(isRisky);

    [Theory]
    [InlineData("abc", true)]
    [InlineData("a*", true)]
    [InlineData("a*b*c", false)]
    [InlineData("(?:a|b){16}", false)]
    [InlineData("(?:a?)*", true)]
    [InlineData(@"(a)\1b*", true)]
    public void RiskyPattern_IsSearchedInLinearTimeWhereThatFindsTheSame(string pattern, bool backtracks)
    {
        SearchPattern search = Of(pattern);

        search.Backtracks.ShouldBe(backtracks);
        search.Expression.ShouldBeSameAs(search.Expression);
        search.Expression.Options.HasFlag(RegexOptions.IgnoreCase).ShouldBeTrue();
        search.Expression.MatchTimeout.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void ThirdFailure_DisablesThePattern()
    {
        SearchPattern pattern = Of("abc");

        (pattern.Fail(), pattern.IsDisabled).ShouldBe((false, false));
        (pattern.Fail(), pattern.IsDisabled).ShouldBe((false, false));
        (pattern.Fail(), pattern.IsDisabled).ShouldBe((true, true));
        (pattern.Fail(), pattern.IsDisabled).ShouldBe((false, true));
    }

    [Fact]
    public void Reach_IsTheMatchAndWhatItLooksAtBehind()
    {
        Of("abc(?=de)").Reach.ShouldBe(3 + 2 + 2);
        Of("abc.*(?=d*)").Reach.ShouldBe((2L * PatternFacts.Unbounded) + 2);
    }

    [Fact]
    public void PatternThatCannotBeRead_IsTakenForTheWorst()
    {
        SearchPattern pattern = Of("(?x)abc");

        pattern.Literals.ShouldBeNull();
        pattern.MaxLength.ShouldBe(PatternFacts.Unbounded);
        pattern.Ambiguity.ShouldBe(Ambiguity.Exponential);
    }

    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("abc.", "abc")]
    public void Literals_AreTheTextsOrTheRequirement(string pattern, string literal) =>
        Of(pattern).Literals.ShouldBe([literal]);

    [Theory]
    [InlineData("(a")]
    [InlineData("[a")]
    [InlineData("a**")]
    public void WhatIsNoExpression_IsRefused(string pattern) => Should.Throw<RegexParseException>(() => Of(pattern));

    private static SearchPattern Of(string pattern, bool matchCase = false) =>
        new(pattern, matchCase, TimeSpan.FromSeconds(5));
}
