using System.Diagnostics.Metrics;
using LearningStudio.Moderation.Rules;
using LearningStudio.Tests.Metering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace LearningStudio.Moderation.Tests.Diagnostics;

public sealed class ModerationMetricsTests : IDisposable
{
    private const string Slow = @"xyz(?=([\u0431-\u0434]+)+$)";
    private static readonly string Poison = "xyz" + new string('\u0431', 60) + "!";

    private readonly SeparateMeters _meters = new();
    private readonly ServiceProvider _services;

    public ModerationMetricsTests() =>
        _services = new ServiceCollection()
            .AddSingleton<IMeterFactory>(_meters)
            .AddLearningStudioModeration(options =>
            {
                options.UseDefaultRules = false;
                options.Profile = ScoreProfile.Additive;
                options.Thresholds.Reject = 8;
                options.Limits.TextLength = 1000;
                options.Limits.RuleTime = TimeSpan.FromMilliseconds(20);
                options.Rules["one"] = new SpamRule { Pattern = "one", Weight = 3 };
                options.Rules["five"] = new SpamRule { Pattern = "five", Weight = 5 };
                options.Rules["slow"] = new SpamRule { Pattern = Slow, State = RuleState.Shadow };
            })
            .BuildServiceProvider();

    public void Dispose()
    {
        _services.Dispose();
        _meters.Dispose();
    }

    [Theory]
    [InlineData("nothing", "allow")]
    [InlineData("one", "review")]
    [InlineData("five", "hold")]
    [InlineData("five one", "reject")]
    public async Task Submission_CountsByItsAction(string body, string action)
    {
        using MetricCollector<long> posts = Collect<long>("moderation.posts");
        using MetricCollector<double> durations = Collect<double>("moderation.judge.duration");

        await _services
            .GetRequiredService<PostModerator>()
            .ModerateAsync(Submissions.Create(2, body) with { Title = "A title" });

        Tags(posts, "moderation.action").ShouldBe([action]);
        Tags(durations, "moderation.field").ShouldBe(["body", "title"]);
    }

    [Fact]
    public void UnfinishedVerdict_CountsByItsReason()
    {
        SpamScorer scorer = _services.GetRequiredService<SpamScorer>();
        using MetricCollector<long> unfinished = Collect<long>("moderation.verdicts.incomplete");

        scorer.ScoreBody(new string('a', 1001));
        scorer.ScoreBody("one");

        Tags(unfinished, "moderation.reason").ShouldBe(["length"]);
    }

    [Fact]
    public void DisabledRule_CountsOnce()
    {
        SpamScorer scorer = _services.GetRequiredService<SpamScorer>();
        using MetricCollector<long> disabled = Collect<long>("moderation.rules.disabled");

        for (int i = 0; i < 5; i++)
        {
            scorer.ScoreBody(Poison);
        }

        disabled.GetMeasurementSnapshot().Select(one => one.Value).ShouldBe([1]);
    }

    [Fact]
    public void Rules_AreCounted()
    {
        _ = _services.GetRequiredService<SpamScorer>();
        using MetricCollector<int> rules = Collect<int>("moderation.rules");

        rules.RecordObservableInstruments();

        rules.LastMeasurement!.Value.ShouldBe(3);
    }

    private MetricCollector<T> Collect<T>(string instrument)
        where T : struct => new(_meters, "LearningStudio.Moderation", instrument);

    private static IEnumerable<object?> Tags<T>(MetricCollector<T> collector, string tag)
        where T : struct => collector.GetMeasurementSnapshot().Select(one => one.Tags[tag]);
}
