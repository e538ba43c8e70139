using LearningStudio.Moderation.Rules;
using LearningStudio.Moderation.Rules.Lint;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.Moderation.Tests.Rules.Lint;

public sealed class RuleLintTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("lint").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void SoundRules_HaveNoFindings() =>
        Check(
                ("one", new SpamRule { Pattern = @"\bcheap\s+watches\b" }),
                ("two", new SpamRule { Pattern = "casino", Kind = RuleKind.Word }),
                ("three", new SpamRule { Pattern = "capitals share=0.5", Kind = RuleKind.Detector })
            )
            .ShouldBeEmpty();

    [Theory]
    [InlineData("a++", "possessive")]
    [InlineData("(", "position 1")]
    [InlineData("[[:alpha:]]", "POSIX")]
    [InlineData("((a+)+)?(?=b)", "exponential time")]
    public void BadPattern_IsRejectedWithItsReason(string pattern, string reason)
    {
        LintFinding finding = Check(("bad", new SpamRule { Pattern = pattern })).Single();

        (finding.RuleId, finding.Source, finding.Kind).ShouldBe(("bad", "configuration", LintKind.Rejected));
        finding.Severity.ShouldBe(LintSeverity.Error);
        finding.Message.ShouldContain(reason);
    }

    [Fact]
    public void FailingExample_IsRejectedWithoutItsText() =>
        Check(("bad", new SpamRule { Pattern = "cat", Examples = { Match = { "secret dog" } } }))
            .Single()
            .Message.ShouldBe("Examples Match[0] is not hit: mend the pattern or the example.");

    [Theory]
    [InlineData(@"\d{4}", LintKind.NoLiteral, LintSeverity.Warning, "3 characters or more")]
    [InlineData("buy(?:x+y*)+z", LintKind.LinearEngine, LintSeverity.Note, "exponential")]
    [InlineData("buy.+cheap.+now", LintKind.LinearEngine, LintSeverity.Note, "polynomial")]
    [InlineData("buy.+cheap.+(?=now)", LintKind.Backtracking, LintSeverity.Warning, "polynomial")]
    public void CostOfAPattern_IsNamedWithItsEngine(string pattern, LintKind kind, LintSeverity severity, string text)
    {
        LintFinding finding = Check(("rule", new SpamRule { Pattern = pattern })).Single();

        (finding.Kind, finding.Severity).ShouldBe((kind, severity));
        finding.Message.ShouldContain(text);
    }

    [Fact]
    public void SameExpression_IsReportedOfTheLaterId()
    {
        IReadOnlyList<LintFinding> findings = Check(
            ("one", new SpamRule { Pattern = "cheap watches", Kind = RuleKind.Literal }),
            ("two", new SpamRule { Pattern = @"cheap\ watches" }),
            ("other-case", new SpamRule { Pattern = @"cheap\ watches", MatchCase = true }),
            ("other-scope", new SpamRule { Pattern = @"cheap\ watches", Scopes = { "shop" } }),
            ("hosts", new SpamRule { Pattern = "spam.example", Kind = RuleKind.Host }),
            ("more-hosts", new SpamRule { Pattern = "spam.example", Kind = RuleKind.Host })
        );

        findings
            .Where(finding => finding.Kind == LintKind.Duplicate)
            .Select(finding => finding.RuleId)
            .ShouldBe(["more-hosts", "two"]);
    }

    [Fact]
    public void PassedDay_IsExpired()
    {
        IReadOnlyList<LintFinding> findings = Check(
            ("old", new SpamRule { Pattern = "cheap watches", Expires = Now }),
            ("new", new SpamRule { Pattern = "finest carpets", Expires = Now.AddTicks(1) })
        );

        findings.Select(finding => (finding.RuleId, finding.Kind)).ShouldBe([("old", LintKind.Expired)]);
        findings[0].Message.ShouldContain("2026-01-01");
    }

    [Fact]
    public void Scopes_AreCheckedAgainstThoseGiven()
    {
        ModerationOptions options = Options(
            ("rule", new SpamRule { Pattern = "cheap watches", Scopes = { "Shop", "!swap", "swop" } })
        );

        RuleLint.Check(options).Single().Kind.ShouldBe(LintKind.UncheckedScopes);
        LintFinding unknown = RuleLint.Check(options, new LintContext { Scopes = ["shop", "swap"] }).Single();
        (unknown.Kind, unknown.Severity).ShouldBe((LintKind.UnknownScope, LintSeverity.Warning));
        unknown.Message.ShouldContain("scope swop");
    }

    [Fact]
    public void RuleWithoutAHit_NeverFired()
    {
        ModerationOptions options = Options(
            ("used", new SpamRule { Pattern = "cheap watches" }),
            ("unused", new SpamRule { Pattern = "finest carpets" })
        );
        var statistics = new RuleStatistics(new FakeTimeProvider(Now));
        statistics.Record(new Verdict(1, [], [new RuleMatch("used", RuleFields.Body, 0, 1, 1)], [], ""));

        LintFinding finding = RuleLint.Check(options, new LintContext { Statistics = statistics }).Single();

        (finding.RuleId, finding.Kind).ShouldBe(("unused", LintKind.NeverFired));
    }

    [Fact]
    public void BadOptionAndFile_AreNamedBeforeAnythingElse()
    {
        ModerationOptions options = Options(("bad", new SpamRule { Pattern = "(" }));
        options.RuleFiles.Add(new RuleFile { Path = Path.Combine(_folder, "none.txt") });
        options.RuleFiles.Add(new RuleFile { Path = Write("half.json", "{ \"a\": ") });

        IReadOnlyList<LintFinding> files = RuleLint.Check(options);
        options.Limits.TextLength = 0;
        LintFinding bounds = RuleLint.Check(options).Single();

        files.Select(finding => finding.Kind).ShouldAllBe(kind => kind == LintKind.UnusableFile);
        files.Select(finding => finding.Source).ShouldBe(["none.txt", "half.json"]);
        (bounds.Kind, bounds.Severity).ShouldBe((LintKind.InvalidOption, LintSeverity.Error));
        bounds.Message.ShouldContain("Limits.TextLength");
    }

    [Fact]
    public void BadLineAndCombination_AreNamedWithTheirPlace()
    {
        ModerationOptions options = Options(("good", new SpamRule { Pattern = "cheap watches" }));
        options.RuleFiles.Add(new RuleFile { Path = Write("words.txt", "finest carpets\n(\n") });
        options.CompositeRules["both"] = new CompositeRule { When = "good & gone" };

        RuleLint
            .Check(options)
            .Select(finding => (finding.Source, finding.Kind))
            .ShouldBe([("composite rules", LintKind.Rejected), ("words.txt:2", LintKind.Rejected)]);
    }

    [Fact]
    public void Findings_StandTheGravestFirst()
    {
        IReadOnlyList<LintFinding> findings = Check(
            ("a", new SpamRule { Pattern = "buy.+cheap.+now" }),
            ("b", new SpamRule { Pattern = @"\d{4}" }),
            ("c", new SpamRule { Pattern = "(" })
        );

        findings.Select(finding => finding.RuleId).ShouldBe(["c", "b", "a"]);
    }

    [Fact]
    public void DefaultRules_AreNotRejected() =>
        RuleLint.Check(new ModerationOptions()).ShouldNotContain(finding => finding.Severity == LintSeverity.Error);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static IReadOnlyList<LintFinding> Check(params (string Id, SpamRule Rule)[] rules) =>
        RuleLint.Check(Options(rules), new LintContext { Scopes = ["shop"], Time = new FakeTimeProvider(Now) });

    private static ModerationOptions Options(params (string Id, SpamRule Rule)[] rules)
    {
        var options = new ModerationOptions { UseDefaultRules = false };
        foreach ((string id, SpamRule rule) in rules)
        {
            options.Rules[id] = rule;
        }

        return options;
    }
}
