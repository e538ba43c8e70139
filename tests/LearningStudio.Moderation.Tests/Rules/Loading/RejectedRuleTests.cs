using LearningStudio.Moderation.Rules;
using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Tests.Rules.Loading;

public sealed class RejectedRuleTests
{
    [Theory]
    [InlineData("a++", "possessive")]
    [InlineData("(?P<n>a)", "(?<name>...)")]
    [InlineData(@"\h+", @"\h does not exist")]
    [InlineData(@"\Qa.b\E", "Literal")]
    [InlineData(@"\p{Script=Han}", "Unicode block")]
    [InlineData(@"a\Kb", "lookbehind")]
    [InlineData(@"\R", @"\R does not exist")]
    [InlineData(@"\X", @"\P{M}")]
    [InlineData("[[:alpha:]]+", "POSIX")]
    [InlineData("(?R)", "recursion")]
    public void OtherDialect_GetsAHint(string pattern, string hint) =>
        ReasonOf(new SpamRule { Pattern = pattern }).ShouldContain(hint);

    [Theory]
    [InlineData("(", "position 1")]
    [InlineData("[z-a]", "position")]
    [InlineData(@"^(([a-z])+.)+[A-Z]([a-z])+$(?=x)", "exponential")]
    [InlineData("((a+)+)?(?=b)", "exponential")]
    [InlineData("(?:(?:a*)*?)*b", "may be empty")]
    [InlineData("b{2147483647}i", "100,000 times")]
    [InlineData("b{1,0100000}i", "100,000 times")]
    public void BadPattern_IsNamedWithItsPlaceOrRemedy(string pattern, string reason) =>
        ReasonOf(new SpamRule { Pattern = pattern }).ShouldContain(reason);

    [Fact]
    public void EachField_IsHeldAgainstItsBounds()
    {
        ReasonOf(new SpamRule { Pattern = "a", Category = "" }).ShouldContain("Category must have 1 to 50");
        ReasonOf(new SpamRule { Pattern = "a", Weight = 100.5 }).ShouldContain("Weight is 100.5");
        ReasonOf(new SpamRule { Pattern = "a", Weight = double.NaN }).ShouldContain("Weight is NaN");
        ReasonOf(new SpamRule { Pattern = "a", MaxTrust = 101 }).ShouldContain("MaxTrust is 101");
        ReasonOf(new SpamRule { Pattern = "a", Fields = RuleFields.None }).ShouldContain("Fields must name");
        ReasonOf(new SpamRule { Pattern = "a", Fields = (RuleFields)64 }).ShouldContain("Fields must name");
        ReasonOf(new SpamRule { Pattern = "a", Kind = (RuleKind)9 }).ShouldContain("Kind must be one of Regex");
        ReasonOf(new SpamRule { Pattern = "a", State = (RuleState)9 }).ShouldContain("State must be one of Active");
        ReasonOf(new SpamRule { Pattern = "a", Scopes = { "!" } }).ShouldContain("Scopes must be at most 100");
        ReasonOf(new SpamRule { Pattern = "a", Note = new string('n', 1_001) }).ShouldContain("Note must have");
        ReasonOf(new SpamRule { Kind = RuleKind.Detector, Pattern = "no-such" }).ShouldContain("link-count");
        ReasonOf(new SpamRule { Kind = RuleKind.Detector, Pattern = "capitals share" }).ShouldContain("name=value");
    }

    [Fact]
    public void Examples_AreHeldAgainstTheRule()
    {
        ReasonOf(new SpamRule { Pattern = "cat", Examples = { Match = { "cat", "dog" } } }).ShouldContain("Match[1]");
        ReasonOf(new SpamRule { Pattern = "cat", Examples = { NoMatch = { "concat" } } }).ShouldContain("NoMatch[0]");
        using RuleBench fine = RuleBench.Create(
            new SpamRule { Pattern = @"\bcat", Examples = { Match = { "c\u200bat" }, NoMatch = { "concat" } } }
        );
        fine.Scorer.RejectedRules.ShouldBeEmpty();
    }

    // Found by fuzzing: the exception that stops a search used to escape from the load.
    [Fact]
    public void ExampleThatTakesTooLong_IsAReasonNotAnException()
    {
        var rule = new SpamRule
        {
            Pattern = @"xyz(?=([\u0431-\u0434]+)+$)",
            Examples = { NoMatch = { "xyz" + new string('\u0431', 60) + "!" } },
        };

        ReasonOf(rule).ShouldContain("NoMatch[0] takes longer than Limits:RuleTime");
    }

    // The start is stopped, and the message names the rule but never quotes the pattern or an example.
    private static string ReasonOf(SpamRule rule)
    {
        using RuleBench bench = RuleBench.Create(rule);
        string message = Should.Throw<OptionsValidationException>(() => bench.Scorer).Message;
        message.ShouldContain("Rules.rule");
        return message;
    }
}
