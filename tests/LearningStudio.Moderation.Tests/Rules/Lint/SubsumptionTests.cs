using LearningStudio.Moderation.Rules;
using LearningStudio.Moderation.Rules.Lint;

namespace LearningStudio.Moderation.Tests.Rules.Lint;

public sealed class SubsumptionTests
{
    private const int Seed = 20260314;
    private static readonly string[] Words = ["buy", "abc", "cab", "buyabc", "abc buy", "cab-buy", "Abc", "abcab"];

    [Theory]
    [InlineData("cheap", "very cheap watches")]
    [InlineData(@"\bcheap\b", "very cheap watches")]
    [InlineData(@"\bcheap", @"\bcheap watches")]
    [InlineData(@"cheap\b", @"very cheap\b")]
    [InlineData("cheap|costly", "cheap watches|costly carpets")]
    public void LiteralWithin_IsSubsumed(string wide, string narrow) =>
        Subsumed(new SpamRule { Pattern = wide }, new SpamRule { Pattern = narrow }).ShouldBe(["narrow"]);

    [Theory]
    [InlineData(@"\bcheap\b", "verycheap watches")]
    [InlineData(@"\bcheap\b", "cheap")]
    [InlineData("cheap|costly", "cheap watches|carpets")]
    [InlineData("cheap", @"cheap\s+watches")]
    [InlineData("cheap", "watches")]
    public void OtherLiteral_IsNot(string wide, string narrow) =>
        Subsumed(new SpamRule { Pattern = wide }, new SpamRule { Pattern = narrow }).ShouldBeEmpty();

    [Fact]
    public void RuleThatJudgesLess_SubsumesNothing()
    {
        SpamRule narrow = new() { Pattern = "cheap watches" };

        Subsumed(new SpamRule { Pattern = "cheap", Fields = RuleFields.Title }, narrow).ShouldBeEmpty();
        Subsumed(new SpamRule { Pattern = "cheap", RawOnly = true }, narrow).ShouldBeEmpty();
        Subsumed(new SpamRule { Pattern = "cheap", State = RuleState.Shadow }, narrow).ShouldBeEmpty();
        Subsumed(new SpamRule { Pattern = "cheap", MaxTrust = 1 }, narrow).ShouldBeEmpty();
        Subsumed(new SpamRule { Pattern = "cheap", Scopes = { "shop" } }, narrow).ShouldBeEmpty();
        Subsumed(new SpamRule { Pattern = "cheap", MatchCase = true }, narrow).ShouldBeEmpty();
        Subsumed(new SpamRule { Pattern = "cheap", Expires = DateTimeOffset.MaxValue }, narrow).ShouldBeEmpty();
    }

    // What lint calls subsumed never hits a text that the wider rule leaves.
    [Fact]
    public void SubsumedRule_HitsNowhereAlone()
    {
        var random = new Random(Seed);
        int subsumed = 0;
        for (int round = 0; round < 1_000; round++)
        {
            SpamRule wide = new() { Pattern = Pattern(random), MatchCase = false };
            SpamRule narrow = new() { Pattern = Pattern(random) };
            if (Subsumed(wide, narrow).Count == 0)
            {
                continue;
            }

            subsumed++;
            using var bench = new RuleBench(options => Set(options, wide, narrow));
            for (int text = 0; text < 20; text++)
            {
                string body = string.Concat(
                    Enumerable.Range(0, 6).Select(_ => Pick(random, [.. Words, " ", "-", "K"]))
                );
                string[] hits = [.. bench.Scorer.ScoreBody(body).Matches.Select(match => match.RuleId)];
                hits.ShouldNotBe(["narrow"], $"seed {Seed}, round {round}: {wide.Pattern}, {narrow.Pattern}, {body}");
            }
        }

        subsumed.ShouldBeGreaterThan(30);
    }

    private static string Pattern(Random random)
    {
        string words = string.Join('|', Enumerable.Range(0, random.Next(1, 3)).Select(_ => Pick(random, Words)));
        return random.Next(3) switch
        {
            0 => $@"\b(?:{words})\b",
            1 => $@"\b(?:{words})",
            _ => words,
        };
    }

    private static string Pick(Random random, string[] choices) => choices[random.Next(choices.Length)];

    private static IReadOnlyList<string> Subsumed(SpamRule wide, SpamRule narrow)
    {
        var options = new ModerationOptions { UseDefaultRules = false };
        Set(options, wide, narrow);
        return
        [
            .. RuleLint
                .Check(options, new LintContext { Scopes = ["shop"] })
                .Where(finding => finding.Kind == LintKind.Subsumed && finding.RuleId is "narrow")
                .Select(finding => finding.RuleId),
        ];
    }

    private static void Set(ModerationOptions options, SpamRule wide, SpamRule narrow)
    {
        options.Rules["a-wide"] = wide;
        options.Rules["narrow"] = narrow;
    }
}
