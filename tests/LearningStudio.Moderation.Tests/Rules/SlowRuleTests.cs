using System.Diagnostics;
using LearningStudio.Moderation.Rules;
using LearningStudio.Moderation.Rules.Matching;
using LearningStudio.Moderation.Tests.Rules.Matching;

namespace LearningStudio.Moderation.Tests.Rules;

public sealed class SlowRuleTests
{
    // The probes that a rule is loaded with do not think of these letters.
    private const string Slow = @"xyz(?=([\u0431-\u0434]+)+$)";
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(10);
    private static readonly string Poison = "xyz" + new string('\u0431', 60) + "!";

    // Found in the wild and in the literature on denial of service by regular expressions; each with its own poison.
    public static TheoryData<string, string> Catastrophic()
    {
        var data = new TheoryData<string, string>();
        foreach (
            string pattern in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Reference", "catastrophic.txt"))
        )
        {
            data.Add(pattern, pattern + "(?=.|$)");
        }

        return data;
    }

    [Fact]
    public void Patterns_AreAtLeastFifty() => Catastrophic().Count.ShouldBeGreaterThanOrEqualTo(50);

    [Theory]
    [MemberData(nameof(Catastrophic))]
    public void CatastrophicPattern_NeverHoldsAThreadBeyondItsBudget(string linear, string backtracking)
    {
        foreach (string pattern in new[] { linear, backtracking })
        {
            var index = new PatternIndex([new SearchPattern(pattern, false, Budget)]);
            foreach (string poison in Poisons())
            {
                var found = new FoundMatches();
                long began = Stopwatch.GetTimestamp();
                index.Search(poison, found, new SearchBudget(TimeProvider.System, Budget));

                // Far above the budget, so that a busy machine does not fail it, and far below what these would take.
                Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(10), pattern);
            }
        }
    }

    [Fact]
    public async Task StoppedRule_SendsThePostToReview()
    {
        using RuleBench bench = Bench();

        ModerationResult result = await bench.Moderator.ModerateAsync(Submissions.Create(2, Poison));

        result.Body.UnfinishedRules.ShouldBe(["slow"]);
        result.Action.ShouldBe(ModerationAction.Review);
        result.Signals.Single().Reasons.Single().Code.ShouldBe("slow:unfinished");
    }

    [Fact]
    public async Task RuleThatIsStoppedThreeTimes_IsDisabledAndWhatItMightHitGoesToReview()
    {
        using RuleBench bench = Bench();
        for (int i = 0; i < 3; i++)
        {
            bench.Scorer.ScoreBody(Poison).IsComplete.ShouldBeFalse();
        }

        Verdict unrelated = bench.Scorer.ScoreBody("abc");
        ModerationResult next = await bench.Moderator.ModerateAsync(Submissions.Create(2, "xyz and nothing slow"));

        unrelated.IsComplete.ShouldBeTrue();
        next.Body.UnfinishedRules.ShouldBe(["slow"]);
        next.Action.ShouldBe(ModerationAction.Review);
    }

    [Fact]
    public void DisabledRule_StaysSoOverAChangeOfOtherRules()
    {
        using RuleBench bench = Bench();
        for (int i = 0; i < 3; i++)
        {
            bench.Scorer.ScoreBody(Poison);
        }

        bench.Change(options => options.Rules["other"] = new SpamRule { Pattern = "cat" });

        bench.Scorer.ScoreBody("xyz cat").UnfinishedRules.ShouldBe(["slow"]);
        bench.Scorer.ScoreBody("xyz cat").Matches.Single().RuleId.ShouldBe("other");
    }

    private static RuleBench Bench() =>
        new(options =>
        {
            options.Limits.RuleTime = TimeSpan.FromMilliseconds(20);
            options.Rules["slow"] = new SpamRule { Pattern = Slow };
        });

    private static IEnumerable<string> Poisons() =>
        [
            new string('a', 2_000) + "!",
            new string('x', 2_000) + "!",
            string.Concat(Enumerable.Repeat("a ", 1_000)) + "!",
            string.Concat(Enumerable.Repeat("a,", 1_000)) + "!",
            new string('1', 2_000) + "!",
            new string(' ', 2_000) + "!",
            "cheap " + string.Concat(Enumerable.Repeat("buy no ", 280)),
            string.Concat(Enumerable.Repeat("<a ", 700)) + "!",
        ];
}
