using LearningStudio.Moderation.Evaluation;
using LearningStudio.Moderation.Rules;
using LearningStudio.Moderation.Rules.Loading;
using LearningStudio.Moderation.Scoring;
using LearningStudio.Moderation.Tests.Rules.Folding;
using LearningStudio.Moderation.Tests.Rules.Matching;

namespace LearningStudio.Moderation.Tests.Evaluation;

/// <summary>Whatever the rules and the text, a verdict adds up and points into the text.</summary>
public sealed class TextEvaluatorFuzzTests
{
    private const int Seed = 20260402;
    private const int RulesOfASet = 40;

    private static readonly RuleFields[] Evaluated = [RuleFields.Title, RuleFields.Body, RuleFields.Author];

    private static readonly string[] Detectors =
    [
        "link-count min=1",
        "capitals share=0.5",
        "repetition",
        "mixed-script",
        "phone",
        "email",
        "shortener",
    ];

    [Theory]
    [InlineData(ScoreProfile.Additive)]
    [InlineData(ScoreProfile.Classic)]
    public async Task RandomTextsAndRules_GiveSoundVerdicts(ScoreProfile profile) =>
        await Task.Run(() =>
            {
                for (int round = 0; round < 60; round++)
                {
                    var random = new Random(Seed + round);
                    RuleSet set = Set(random, profile, Seed + round);
                    for (int text = 0; text < 60; text++)
                    {
                        Judge(set, random, $"seed {Seed + round}, text {text}");
                    }
                }
            })
            .WaitAsync(TimeSpan.FromMinutes(5));

    private static void Judge(RuleSet set, Random random, string clue)
    {
        string text = random.Next(20) == 0 ? new string('a', 2_000) : RandomTexts.Next(random);
        RuleFields field = Evaluated[random.Next(Evaluated.Length)];
        var context = new RuleContext
        {
            TrustLevel = random.Next(2) == 0 ? null : random.Next(4),
            Scope = random.Next(2) == 0 ? null : "shop",
        };

        Findings findings = TextEvaluator.Evaluate(set, text, field, context, TimeProvider.System);
        Verdict verdict = SetScorer.Score(set, text, field, findings);

        verdict.Parts.Sum(part => part.Amount).ShouldBe(verdict.Score, 1e-9, clue);
        verdict.Matches.Count.ShouldBe(Listed(findings, set.Settings.Profile, field), clue);
        foreach (RuleMatch match in verdict.Matches)
        {
            match.Offset.ShouldBeGreaterThanOrEqualTo(0, clue);
            match.Length.ShouldBeGreaterThanOrEqualTo(0, clue);
            (match.Offset + match.Length).ShouldBeLessThanOrEqualTo(text.Length, clue);
            (match.IsShadow ? match.Weight : 0).ShouldBe(0, clue);
        }

        if (set.Settings.Profile == ScoreProfile.Classic)
        {
            verdict.Score.ShouldBeInRange(0, 1, clue);
        }
    }

    // The classic arithmetic knows no links in titles.
    private static int Listed(Findings findings, ScoreProfile profile, RuleFields field) =>
        profile == ScoreProfile.Classic && field == RuleFields.Title
            ? findings.Hits.Count(hit => !hit.Rule.IsLink || hit.Rule.State == RuleState.Shadow)
            : findings.Hits.Count;

    private static RuleSet Set(Random random, ScoreProfile profile, int seed)
    {
        var patterns = new GeneratedPatterns(seed);
        var options = new ModerationOptions { UseDefaultRules = random.Next(2) == 0, Profile = profile };
        options.Limits.RuleTime = TimeSpan.FromMilliseconds(20);
        for (int i = 0; i < RulesOfASet; i++)
        {
            options.Rules[$"rule-{i}"] = Rule(random, patterns);
        }

        return RuleLoad.Load(options, null).Set;
    }

    private static SpamRule Rule(Random random, GeneratedPatterns patterns)
    {
        bool isDetector = random.Next(8) == 0;
        var rule = new SpamRule
        {
            Category = random.Next(4) == 0 ? "Link" : "Spam",
            Kind = isDetector ? RuleKind.Detector : (RuleKind)random.Next(3),
            Pattern = isDetector ? Detectors[random.Next(Detectors.Length)] : patterns.Pattern(),
            Fields = (RuleFields)random.Next(1, 32),
            MatchCase = random.Next(3) == 0,
            RawOnly = random.Next(3) == 0,
            Weight = random.Next(-100, 101) / 7.0,
            State = random.Next(4) == 0 ? RuleState.Shadow : RuleState.Active,
            MaxTrust = random.Next(4) == 0 ? random.Next(4) : null,
        };
        if (random.Next(4) == 0)
        {
            rule.Scopes.Add(random.Next(2) == 0 ? "shop" : "!shop");
        }

        return rule;
    }
}
