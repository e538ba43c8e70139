using LearningStudio.Moderation.Rules;
using LearningStudio.Moderation.Rules.Replay;
using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Tests.Rules.Replay;

public sealed class RuleReplayTests : IDisposable
{
    private static readonly LabelledPost[] Posts =
    [
        new() { Body = "cheap watches", IsSpam = true },
        new()
        {
            Body = "cheap carpets",
            IsSpam = true,
            Title = "carpets",
        },
        new() { Body = "a cheap trick", IsSpam = false },
        new() { Body = "nothing at all", IsSpam = false },
        new() { Body = "finest carpets", IsSpam = true },
    ];

    private readonly RuleBench _bench = new(options => Set(options, ("cheap", 3), ("watches", 2)));

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void NewAndLostHits_AreThoseOfTheCandidateAgainstTheRulesInForce()
    {
        ReplayReport report = _bench.Replay.Run(Options(("carpets", 3), ("watches", 2)), Posts);

        (report.Spam, report.Ham).ShouldBe((3, 2));
        ShouldBe(report.NewHits, 1, 0, 4);
        ShouldBe(report.LostHits, 1, 1, 0, 2);
        ShouldBe(report.Current.FalsePositives, 0, 1, 2);
        ShouldBe(report.Candidate.FalsePositives, 0, 0);
        report.Current.RuleSetHash.ShouldBe(_bench.Scorer.RuleSetHash);
        report.Candidate.RuleSetHash.ShouldNotBe(report.Current.RuleSetHash);
    }

    [Fact]
    public void Changes_AreListedByActions()
    {
        ReplayReport report = _bench.Replay.Run(Options(("carpets", 3), ("watches", 2)), Posts);

        report
            .Changes.Select(change => (change.From, change.To, change.Posts.Spam + change.Posts.Ham))
            .ShouldBe([
                (ModerationAction.Allow, ModerationAction.Review, 1),
                (ModerationAction.Review, ModerationAction.Allow, 1),
                (ModerationAction.Review, ModerationAction.Hold, 1),
                (ModerationAction.Hold, ModerationAction.Allow, 1),
            ]);
    }

    [Fact]
    public void Rules_HaveTheirHitsAndUniqueCatches()
    {
        ReplayReport report = _bench.Replay.Run(Options(("cheap", 3), ("carpets", 3)), Posts);

        report
            .Rules.Select(rule => (rule.RuleId, rule.SpamHits, rule.HamHits, rule.UniqueCatches))
            .ShouldBe([("carpets", 2, 0, 1), ("cheap", 2, 1, 1), ("watches", 0, 0, 0)]);
        ShouldBe(report.Rules[0].NewHits, 2, 0, 1, 4);
        ShouldBe(report.Rules[2].LostHits, 1, 0, 0);
        report.Rules[1].Precision.Rate.ShouldBe(2 / 3.0);
    }

    [Fact]
    public void Points_TellPrecisionAndRecallByThreshold()
    {
        ReplayOptions at = new() { Thresholds = [5, 3, 3, 10] };
        ReplayReport report = _bench.Replay.Run(Options(("cheap", 3), ("carpets", 3)), Posts, at);

        report
            .Candidate.Points.Select(point => (point.Threshold, point.Precision.Rate, point.Recall.Rate))
            .ShouldBe([(3, 0.75, 1), (5, 1, 1 / 3.0), (10, null, 0)]);
        report.Candidate.Points[0].F1.ShouldBe(6 / 7.0, 1e-12);
        report.Candidate.Points[2].F1.ShouldBe(0);
        report.Candidate.Points[0].FalsePositiveRate.Count.ShouldBe(1);
        report.Candidate.Points[0].Precision.Lower!.Value.ShouldBe(0.3006, 0.0001);
    }

    [Fact]
    public void TrustAndScope_AreThoseOfThePost()
    {
        var candidate = Options(("cheap", 3));
        candidate.Rules["cheap"].MaxTrust = 1;
        candidate.Rules["cheap"].Scopes.Add("shop");
        LabelledPost[] posts =
        [
            new()
            {
                Body = "cheap",
                IsSpam = true,
                TrustLevel = 1,
                Scope = "shop",
            },
            new()
            {
                Body = "cheap",
                IsSpam = true,
                TrustLevel = 2,
                Scope = "shop",
            },
            new()
            {
                Body = "cheap",
                IsSpam = true,
                TrustLevel = 1,
            },
            new()
            {
                Body = "none",
                IsSpam = true,
                Author = "cheap",
                TrustLevel = 0,
            },
        ];

        _bench.Replay.Run(candidate, posts).Rules.Single(rule => rule.RuleId is "cheap").SpamHits.ShouldBe(1);
    }

    [Fact]
    public void NewAuthor_AloneChangesNoAction() =>
        _bench
            .Replay.Run(
                Options(),
                [
                    new LabelledPost
                    {
                        Body = "nothing",
                        IsSpam = false,
                        TrustLevel = 0,
                    },
                ]
            )
            .Changes.ShouldBeEmpty();

    [Fact]
    public void RuleInTrial_HitsAndChangesNoAction()
    {
        ModerationOptions candidate = Options(("cheap", 3), ("watches", 2), ("carpets", 5));
        candidate.Rules["carpets"].State = RuleState.Shadow;

        ReplayReport report = _bench.Replay.Run(candidate, Posts);

        report.Changes.ShouldBeEmpty();
        ReplayRule trial = report.Rules.Single(rule => rule.IsShadow);
        (trial.RuleId, trial.SpamHits, trial.UniqueCatches).ShouldBe(("carpets", 2, 1));
    }

    [Fact]
    public void Replay_LeavesStatisticsAndRulesInForceAlone()
    {
        string hash = _bench.Scorer.RuleSetHash;

        _bench.Replay.Run(Options(("carpets", 3)), Posts);

        _bench.Statistics.Export().Rules.ShouldBeEmpty();
        _bench.Scorer.RuleSetHash.ShouldBe(hash);
    }

    [Fact]
    public void BadRules_AreLeftOutAndNamed_BadOptionsThrow()
    {
        ModerationOptions candidate = Options(("cheap", 3));
        candidate.Rules["bad"] = new SpamRule { Pattern = "(" };
        _bench.Replay.Run(candidate, Posts).Candidate.Rejected.Single().Id.ShouldBe("bad");

        candidate.RuleFiles.Add(new RuleFile { Path = "/no/such/file.txt" });
        Should
            .Throw<OptionsValidationException>(() => _bench.Replay.Run(candidate, Posts))
            .Message.ShouldContain("file.txt");
        candidate.RuleFiles.Clear();
        candidate.Limits.TextTime = TimeSpan.Zero;
        Should
            .Throw<OptionsValidationException>(() => _bench.Replay.Run(candidate, Posts))
            .Message.ShouldContain("TextTime");
    }

    [Fact]
    public void SettingsOfAReplay_AreBounded()
    {
        foreach (
            ReplayOptions bad in new ReplayOptions[]
            {
                new() { Examples = -1 },
                new() { Examples = 10_001 },
                new() { Thresholds = [double.NaN] },
                new() { Thresholds = new double[1_001] },
            }
        )
        {
            Should.Throw<ArgumentOutOfRangeException>(() => _bench.Replay.Run(Options(), Posts, bad));
        }
    }

    [Fact]
    public async Task ManyPosts_KeepOnlyTheFirstExamples()
    {
        ReplayOptions options = new() { Examples = 2, Against = Options(("carpets", 3)) };
        IAsyncEnumerable<LabelledPost> posts = Enumerable
            .Range(0, 10_000)
            .Select(i => new LabelledPost { Body = i % 2 == 0 ? "cheap" : "none", IsSpam = i % 4 == 0 })
            .ToAsyncEnumerable();

        ReplayReport report = await _bench.Replay.RunAsync(Options(("cheap", 3)), posts, options);

        ShouldBe(report.NewHits, 2_500, 2_500, 0, 2);
        ShouldBe(report.Candidate.FalsePositives, 0, 2_500, 2, 6);
    }

    [Fact]
    public async Task Cancellation_EndsIt()
    {
        using var cancellation = new CancellationTokenSource();
        IAsyncEnumerable<LabelledPost> endless = Enumerable.Repeat(Posts[0], int.MaxValue).ToAsyncEnumerable();

        Task<ReplayReport> run = Task.Run(() => _bench.Replay.RunAsync(Options(), endless, null, cancellation.Token));
        await cancellation.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public void ClassicProfile_HasItsOwnThresholds()
    {
        ModerationOptions candidate = new();

        ReplayReport report = _bench.Replay.Run(
            candidate,
            [new LabelledPost { Body = "CLICK HERE to BUY NOW http://x.example", IsSpam = true }]
        );

        report.Candidate.Points.Select(point => point.Threshold).First().ShouldBe(0.1);
        report.Candidate.Points.Count.ShouldBe(10);
        report.NewHits.Spam.ShouldBe(1);
    }

    private static void ShouldBe(ReplayCases cases, int spam, int ham, params int[] examples)
    {
        (cases.Spam, cases.Ham).ShouldBe((spam, ham));
        cases.Examples.ShouldBe(examples);
    }

    private static ModerationOptions Options(params (string Word, double Weight)[] rules)
    {
        var options = new ModerationOptions { UseDefaultRules = false };
        Set(options, rules);
        return options;
    }

    private static void Set(ModerationOptions options, params (string Word, double Weight)[] rules)
    {
        options.Profile = ScoreProfile.Additive;
        foreach ((string word, double weight) in rules)
        {
            options.Rules[word] = new SpamRule { Pattern = word, Weight = weight };
        }
    }
}
