using System.Text.Json;
using LearningStudio.Moderation.Rules;
using LearningStudio.Moderation.Rules.Replay;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.Moderation.Tests.Rules;

public sealed class RuleStatisticsTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void ScorersVerdicts_AreCountedAsHits()
    {
        using var bench = new RuleBench(options =>
        {
            options.Rules["cat"] = new SpamRule { Pattern = "cat" };
            options.Rules["dog"] = new SpamRule { Pattern = "dog", State = RuleState.Shadow };
        });

        bench.Scorer.ScoreBody("cat cat");
        bench.Time.Advance(TimeSpan.FromHours(1));
        bench.Scorer.ScoreTitle("cat dog");
        bench.Time.Advance(TimeSpan.FromHours(1));
        bench.Scorer.ScoreBody("nothing");

        DateTimeOffset last = bench.Time.GetUtcNow().AddHours(-1);
        bench.Statistics.Find("cat").ShouldBe(new RuleRecord("cat", Hits: 2, LastHit: last));
        bench.Statistics.Find("dog").ShouldBe(new RuleRecord("dog", Hits: 1, LastHit: last, IsShadow: true));
        bench.Statistics.Find("cow").ShouldBeNull();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void UnlearntPost_CountsNoMoreAndNothingFallsBelowNothing(bool isSpam)
    {
        using var bench = new RuleBench(options => options.Rules["cat"] = new SpamRule { Pattern = "cat" });
        var post = new LabelledPost { Body = "cat", IsSpam = isSpam };
        bench.Scorer.Learn(post);
        bench.Scorer.Learn(new LabelledPost { Body = "cat", IsSpam = !isSpam });

        bench.Scorer.Unlearn(post);
        bench.Scorer.Unlearn(post);

        RuleRecord record = bench.Statistics.Find("cat")!;
        (record.TruePositives, record.FalsePositives).ShouldBe(isSpam ? (0, 1) : (1, 0));
        record.UniqueCatches.ShouldBe(isSpam ? 0 : 1);
        record.Hits.ShouldBe(0);
    }

    [Fact]
    public void LearntPost_CountsForRulesInTrialTooAndIsNoHit()
    {
        using var bench = new RuleBench(options =>
        {
            options.Rules["cat"] = new SpamRule { Pattern = "cat", Fields = RuleFields.Title };
            options.Rules["dog"] = new SpamRule { Pattern = "dog", State = RuleState.Shadow };
            options.Rules["name"] = new SpamRule
            {
                Pattern = "name",
                Fields = RuleFields.Author,
                MaxTrust = 1,
            };
            options.Rules["cow"] = new SpamRule { Pattern = "cow", Scopes = { "forum:1" } };
        });

        bench.Scorer.Learn(Post(isSpam: true, "forum:2", title: "cat", author: "name"));
        bench.Scorer.Learn(Post(isSpam: false, "forum:1"));

        bench
            .Statistics.Export()
            .Rules.ShouldBe([
                new RuleRecord("cat", TruePositives: 1, UniqueCatches: 1),
                new RuleRecord("cow", FalsePositives: 1),
                new RuleRecord("dog", TruePositives: 1, FalsePositives: 1, IsShadow: true),
            ]);
    }

    [Fact]
    public void Decision_CountsOnceARuleAndNamesUniqueCatches()
    {
        var statistics = new RuleStatistics(_time);

        statistics.Record([Hit("a", "b"), Hit("a")], isSpam: true);
        statistics.Record([Hit("a"), Hit("-trial")], isSpam: true);
        statistics.Record([Hit("-trial")], isSpam: true);
        statistics.Record([Hit("a")], isSpam: false);
        statistics.Record(["b", "B"], isSpam: true);

        statistics
            .Export()
            .Rules.Select(rule => (rule.RuleId, rule.TruePositives, rule.FalsePositives, rule.UniqueCatches))
            .ShouldBe([("-trial", 2, 0, 1), ("a", 2, 1, 1), ("b", 2, 0, 1)]);
    }

    [Theory]
    [InlineData(19, 0, 0)]
    [InlineData(20, 0, 3.7136)]
    [InlineData(15, 5, 1.0361)]
    [InlineData(10, 10, 0)]
    [InlineData(0, 20, -3.7136)]
    [InlineData(1_000, 0, 5)]
    [InlineData(0, 1_000, -5)]
    public void Weight_IsTheLogarithmOfTheOddsFromTwentyDecisionsOn(int spam, int ham, double weight) =>
        Proposal(spam, ham).Weight.ShouldBe(weight, 0.0001);

    [Theory]
    [InlineData("-trial", 72, 0, false)]
    [InlineData("-trial", 73, 0, true)]
    [InlineData("-trial", 100, 3, false)]
    [InlineData("-trial", 300, 3, true)]
    [InlineData("counts", 300, 3, false)]
    public void RuleInTrial_MayBeActivatedOnceTheLowerBoundReachesTheTarget(string id, int spam, int ham, bool may) =>
        Proposal(spam, ham, id).MayActivate.ShouldBe(may);

    [Fact]
    public void RuleInTrial_NeedsTwentyDecisionsWhateverTheTarget()
    {
        Proposal(19, 0, "-trial", 0.5).MayActivate.ShouldBeFalse();
        Proposal(20, 0, "-trial", 0.5).MayActivate.ShouldBeTrue();
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 5)]
    [InlineData(double.NaN, 5)]
    [InlineData(0.9, 0)]
    [InlineData(0.9, 100.5)]
    [InlineData(0.9, double.NaN)]
    public void BoundsOfAProposal_AreChecked(double target, double weight) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new RuleStatistics(_time).Propose(target, weight));

    [Fact]
    public void Snapshot_GoesThroughJsonAndReplacesWhatIsThere()
    {
        var from = new RuleStatistics(_time);
        from.Record(Hit("a", "-b"));
        from.Record([Hit("a")], isSpam: true);
        string json = JsonSerializer.Serialize(from.Export());
        _time.Advance(TimeSpan.FromDays(1));
        var to = new RuleStatistics(_time);
        to.Record(Hit("c"));

        to.Import(JsonSerializer.Deserialize<RuleStatisticsSnapshot>(json)!);

        to.Export().Rules.ShouldBe(from.Export().Rules);
        to.Export().Since.ShouldBe(from.Export().Since);
    }

    [Fact]
    public void BadSnapshot_IsRefusedAndChangesNothing()
    {
        var statistics = new RuleStatistics(_time);
        statistics.Record(Hit("a"));

        Should.Throw<ArgumentException>(() => statistics.Import(Snapshot(new RuleRecord("b", Hits: -1))));
        Should.Throw<ArgumentException>(() => statistics.Import(Snapshot(new RuleRecord("b"), new RuleRecord("B"))));
        statistics.Find("a")!.Hits.ShouldBe(1);
    }

    [Fact]
    public async Task EightThreads_LoseNoHitAndNoDecision()
    {
        const int Threads = 8;
        const int Rounds = 5_000;
        var statistics = new RuleStatistics(_time);
        using var start = new Barrier(Threads);
        await Task.WhenAll(
            Enumerable
                .Range(0, Threads)
                .Select(thread =>
                    Task.Run(() =>
                    {
                        start.SignalAndWait();
                        for (int i = 0; i < Rounds; i++)
                        {
                            statistics.Record(Hit("all", $"own-{thread}"));
                            statistics.Record([Hit("all")], isSpam: i % 2 == 0);
                        }
                    })
                )
        );

        RuleRecord all = statistics.Find("all")!;
        (all.Hits, all.Labelled, all.TruePositives).ShouldBe(
            (Threads * Rounds, Threads * Rounds, Threads * Rounds / 2)
        );
        statistics.Export().Rules.Count.ShouldBe(Threads + 1);
        statistics.Export().Rules.Sum(rule => rule.Hits).ShouldBe(2L * Threads * Rounds);
    }

    private static RuleProposal Proposal(int spam, int ham, string id = "counts", double target = 0.95)
    {
        var statistics = new RuleStatistics(new FakeTimeProvider());
        for (int i = 0; i < spam + ham; i++)
        {
            statistics.Record([Hit(id)], isSpam: i < spam);
        }

        return statistics.Propose(target).Single();
    }

    private static RuleStatisticsSnapshot Snapshot(params RuleRecord[] rules) => new(default, rules);

    // A name that begins with - is in trial.
    private static LabelledPost Post(bool isSpam, string scope, string? title = null, string? author = null) =>
        new()
        {
            Body = "dog cow",
            IsSpam = isSpam,
            Title = title,
            Author = author,
            TrustLevel = 2,
            Scope = scope,
        };

    private static Verdict Hit(params string[] ids) =>
        new(0, [], [.. ids.Select(id => new RuleMatch(id, RuleFields.Body, 0, 1, 0, id.StartsWith('-')))], [], "");
}
