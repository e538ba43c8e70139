using CsCheck;
using LearningStudio.Moderation.Rules;
using LearningStudio.Moderation.Tests.Rules;

namespace LearningStudio.Moderation.Tests.Scoring;

public sealed class AdditiveProfileTests
{
    private static readonly string[] Words = ["alpha", "beta", "gamma", "delta", "epsilon"];

    [Theory]
    [InlineData("one", ModerationAction.Allow)]
    [InlineData("one two", ModerationAction.Review)]
    [InlineData("two three", ModerationAction.Hold)]
    [InlineData("two three five", ModerationAction.Reject)]
    [InlineData("two three good", ModerationAction.Review)]
    public async Task Thresholds_DecideTheAction(string body, ModerationAction action)
    {
        using RuleBench bench = Bench(options => options.Thresholds.Reject = 8);

        ModerationResult result = await bench.Moderator.ModerateAsync(Submissions.Create(2, body));

        result.Action.ShouldBe(action);
        result.IsHeld.ShouldBe(action >= ModerationAction.Hold);
        result.Signals.Count.ShouldBe(action == ModerationAction.Allow ? 0 : 1);
    }

    [Fact]
    public async Task Scores_AddUpOverTitleBodyAuthorAndCombinations()
    {
        using RuleBench bench = Bench(options =>
        {
            options.Rules["name"] = new SpamRule
            {
                Pattern = "bot",
                Fields = RuleFields.Author,
                Weight = 0.5,
            };
            options.CompositeRules["both"] = new CompositeRule { When = "one & name & trust < 3", Weight = 1.5 };
            options.CompositeRules["trial"] = new CompositeRule
            {
                When = "one",
                Weight = 50,
                State = RuleState.Shadow,
            };
        });

        ModerationResult result = await bench.Moderator.ModerateAsync(
            Submissions.Create(2, "one") with
            {
                Title = "two",
                Author = "bot7",
            }
        );

        result.Score.ShouldBe(1 + 2 + 0.5 + 1.5);
        result.Combined.ShouldBe([new ScorePart("both", 1.5)]);
        result.ShadowCompositeRules.ShouldBe(["trial"]);
        result.Action.ShouldBe(ModerationAction.Hold);
        result.Signals.Single().Reasons.Sum(reason => reason.Weight).ShouldBe(result.Score);
    }

    [Fact]
    public async Task CombinationsAction_IsTakenWhateverTheScore()
    {
        using RuleBench bench = Bench(options =>
            options.CompositeRules["hold"] = new CompositeRule { When = "one & !two", Action = ModerationAction.Hold }
        );

        (await bench.Moderator.ModerateAsync(Submissions.Create(2, "one"))).Action.ShouldBe(ModerationAction.Hold);
        (await bench.Moderator.ModerateAsync(Submissions.Create(2, "one two"))).Action.ShouldBe(
            ModerationAction.Review
        );
    }

    [Fact]
    public void PartsAddUp_AndAnInactiveRuleChangesNothing() =>
        Gen.Select(Gen.Int[0, 31], Gen.Double[-10, 10].Array[5], Gen.Int[0, 4])
            .Sample(
                (words, weights, extra) =>
                {
                    using var plain = new RuleBench(options => AddWords(options, weights));
                    using var more = new RuleBench(options =>
                    {
                        AddWords(options, weights);
                        options.Rules["off"] = new SpamRule { Pattern = Words[extra], State = RuleState.Disabled };
                        options.Rules["trial"] = new SpamRule { Pattern = Words[extra], State = RuleState.Shadow };
                    });
                    string body = string.Join(' ', Words.Where((_, i) => (words >> i & 1) != 0));

                    Verdict one = plain.Scorer.ScoreBody(body);
                    Verdict other = more.Scorer.ScoreBody(body);

                    one.Parts.Sum(part => part.Amount).ShouldBe(one.Score);
                    one.Matches.Sum(match => match.Weight).ShouldBe(one.Score);
                    other.Score.ShouldBe(one.Score);
                    other.Parts.ShouldBe(one.Parts);
                },
                iter: 100
            );

    private static void AddWords(ModerationOptions options, double[] weights)
    {
        options.Profile = ScoreProfile.Additive;
        for (int i = 0; i < Words.Length; i++)
        {
            options.Rules[Words[i]] = new SpamRule { Pattern = Words[i], Weight = weights[i] };
        }
    }

    private static RuleBench Bench(Action<ModerationOptions> configure) =>
        new(options =>
        {
            options.Profile = ScoreProfile.Additive;
            options.Rules["one"] = new SpamRule { Pattern = "one" };
            options.Rules["two"] = new SpamRule { Pattern = "two", Weight = 2 };
            options.Rules["three"] = new SpamRule { Pattern = "three", Weight = 3 };
            options.Rules["five"] = new SpamRule { Pattern = "five", Weight = 5 };
            options.Rules["good"] = new SpamRule { Pattern = "good", Weight = -1.5 };
            configure(options);
        });
}
