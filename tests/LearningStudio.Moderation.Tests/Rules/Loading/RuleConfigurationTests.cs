using LearningStudio.Moderation.Duplicates;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Rules.Replay;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.Moderation.Tests.Rules.Loading;

public sealed class RuleConfigurationTests
{
    private static readonly TimeSpan Debounce = TimeSpan.FromMilliseconds(250);

    [Fact]
    public void ConfiguredRule_JoinsTheDefaultSet()
    {
        using ServiceProvider services = Configure(("Rules:crypto:Pattern", "free bitcoin"));

        Verdict verdict = Score(services, "Free Bitcoin at the casino");

        verdict.Matches.Select(match => match.RuleId).ShouldBe(["crypto", "spam-gambling"]);
        verdict.Score.ShouldBe(0.7);
    }

    [Fact]
    public void DefaultRule_IsSwitchedOffById()
    {
        using ServiceProvider services = Configure(("Rules:spam-gambling:State", "Disabled"));

        Score(services, "casino").Matches.ShouldBeEmpty();
        Score(services, "click here").Matches.ShouldNotBeEmpty();
    }

    [Fact]
    public void DefaultRules_CanBeLeftOut()
    {
        using ServiceProvider services = Configure(
            ("UseDefaultRules", "false"),
            ("Rules:links:Pattern", "Example"),
            ("Rules:links:MatchCase", "true"),
            ("Rules:links:Category", "Link")
        );

        Score(services, "casino example").Score.ShouldBe(0);
        Score(services, "casino Example").Score.ShouldBe(0.35);
    }

    [Fact]
    public void Reload_TakesOverTheRulesAndChangesTheHash()
    {
        IConfigurationRoot configuration = Build(("Rules:a:Pattern", "first"));
        using ServiceProvider services = Services(configuration);
        Verdict before = Score(services, "first second");

        configuration["Rules:a:Pattern"] = "second";
        configuration.Reload();
        Score(services, "first second").RuleSetHash.ShouldBe(before.RuleSetHash, "a burst of changes is waited for");
        Time(services).Advance(Debounce);
        Verdict after = Score(services, "first second");

        (before.Matches[0].Offset, after.Matches[0].Offset).ShouldBe((0, 6));
        after.RuleSetHash.ShouldNotBe(before.RuleSetHash);
    }

    [Fact]
    public void ReloadWithABadRule_TakesOverTheOthersAndNamesIt()
    {
        IConfigurationRoot configuration = Build(("Rules:a:Pattern", "first"), ("Rules:b:Pattern", "second"));
        using ServiceProvider services = Services(configuration);
        Score(services, "first third").Matches.Count.ShouldBe(1);

        configuration["Rules:a:Pattern"] = "(";
        configuration["Rules:b:Pattern"] = "third";
        configuration.Reload();
        Time(services).Advance(Debounce);

        Score(services, "first third").Matches.Select(match => match.RuleId).ShouldBe(["b"]);
        var scorer = services.GetRequiredService<SpamScorer>();
        scorer.RejectedRules.Select(rule => rule.Id).ShouldBe(["a"]);
        scorer.RejectedRules[0].Reason.ShouldContain("position 1");
    }

    [Fact]
    public void ReloadWithABadOption_LeavesTheLastGoodRules()
    {
        IConfigurationRoot configuration = Build(("Rules:a:Pattern", "first"));
        using ServiceProvider services = Services(configuration);
        Verdict before = Score(services, "first");

        configuration["Triggers:SpamScore"] = "7";
        configuration["Rules:a:Pattern"] = "second";
        Should.Throw<AggregateException>(configuration.Reload);
        Time(services).Advance(Debounce);

        Score(services, "first").ShouldBeEquivalentTo(before);
    }

    [Fact]
    public async Task ReloadWithABadOption_LeavesWhateverReadsTheOptionsAtWorkAndIsLogged()
    {
        IConfigurationRoot configuration = Build(("Triggers:DailyPosts", "0"), ("Review:MaxBatch", "1"));
        using ServiceProvider services = Services(configuration);
        PostModerator moderator = services.GetRequiredService<PostModerator>();
        ReviewQueueService reviews = services.GetRequiredService<ReviewQueueService>();
        DuplicateDetector duplicates = services.GetRequiredService<DuplicateDetector>();

        configuration["Review:MaxBatch"] = "101";
        Should.Throw<AggregateException>(configuration.Reload);

        (await moderator.ModerateAsync(Submissions.Create(1, "a"))).Signals.Count.ShouldBe(1);
        (await reviews.ClaimNextAsync(new Moderator(1))).ShouldBeEmpty();
        (await duplicates.FindAsync("a text of some length, long enough")).Matches.ShouldBeEmpty();
        services.GetRequiredService<RuleReplay>().Run(new ModerationOptions(), []).ShouldNotBeNull();
        FakeLogRecord logged = services.GetRequiredService<FakeLogCollector>().LatestRecord;
        (logged.Id.Id, logged.Level).ShouldBe((3, LogLevel.Error));
        logged.Message.ShouldContain("Review:MaxBatch");
    }

    [Fact]
    public async Task ThresholdsAndRules_ChangeTogether()
    {
        IConfigurationRoot configuration = Build(("Profile", "Additive"), ("Rules:a:Pattern", "first"));
        using ServiceProvider services = Services(configuration);
        PostModerator moderator = services.GetRequiredService<PostModerator>();
        string before = services.GetRequiredService<SpamScorer>().RuleSetHash;

        configuration["Thresholds:Review"] = "1";
        configuration.Reload();
        ModerationResult early = await moderator.ModerateAsync(Submissions.Create(2, "first"));
        Time(services).Advance(Debounce);
        ModerationResult late = await moderator.ModerateAsync(Submissions.Create(2, "first"));

        (early.RuleSetHash, early.Action).ShouldBe((before, ModerationAction.Allow));
        late.RuleSetHash.ShouldNotBe(before);
        late.Action.ShouldBe(ModerationAction.Review);
    }

    [Theory]
    [InlineData("Rules:a:Pattern", "fine(", "Rules.a", "position 5")]
    [InlineData("Rules:a:Pattern", "", "Rules.a", "1 to 10000")]
    [InlineData("Limits:RuleTime", "00:00:00", "Limits.RuleTime", "00:00:00.0010000")]
    [InlineData("Limits:RuleTime", "00:00:10.001", "Limits.RuleTime", "00:00:10")]
    [InlineData("Limits:TextTime", "00:00:00", "Limits.TextTime", "00:00:00.0010000")]
    [InlineData("Limits:TextTime", "00:01:01", "Limits.TextTime", "00:01:00")]
    [InlineData("Limits:TextLength", "999", "Limits.TextLength", "from 1000 to 1000000")]
    [InlineData("Limits:TextLength", "1000001", "Limits.TextLength", "from 1000 to 1000000")]
    [InlineData("Profile", "7", "Profile", "Classic, Additive")]
    [InlineData("Thresholds:Review", "-0.1", "Thresholds.Review", "from 0 to 1000")]
    [InlineData("Thresholds:Hold", "2.9", "Thresholds.Hold", "from 3 to 1000")]
    [InlineData("Thresholds:Reject", "4.9", "Thresholds.Reject", "from 5 to 1000")]
    [InlineData("Exempt:TrustLevel", "101", "Exempt.TrustLevel", "from 0 to 100")]
    [InlineData("RuleFiles:0:Path", " ", "RuleFiles[0].Path", "name a file")]
    [InlineData("RuleFiles:0:Path", "/nowhere/rules.txt", "RuleFiles", "cannot be read")]
    [InlineData("CompositeRules:both:When", "a &", "CompositeRules.both", "ends too early")]
    [InlineData("CompositeRules:both:When", "a & b", "CompositeRules.both", "names a, which is no rule")]
    [InlineData("Combine:both:When", "a", "Combine", "CompositeRules")]
    [InlineData("Review:MaximumBatch", "5", "Review:MaximumBatch", "MaxBatch")]
    [InlineData("Review:Reports:MaximumWeight", "5", "Review:Reports:MaximumWeight", "MaxWeight")]
    [InlineData("Triggers:SpamScore", "1.01", "Triggers.SpamScore", "from 0 to 1")]
    [InlineData("Triggers:SpamScore", "NaN", "Triggers.SpamScore", "from 0 to 1")]
    [InlineData("Triggers:SuspiciousScore", "-0.01", "Triggers.SuspiciousScore", "from 0 to 1")]
    [InlineData("Triggers:EditedSpamScore", "2", "Triggers.EditedSpamScore", "from 0 to 1")]
    [InlineData("Triggers:TitleSpamScore", "2", "Triggers.TitleSpamScore", "from 0 to 1")]
    [InlineData("Triggers:DuplicateSimilarity", "2", "Triggers.DuplicateSimilarity", "from 0 to 1")]
    [InlineData("Triggers:DailyPosts", "-1", "Triggers.DailyPosts", "from 0 to 1000000")]
    [InlineData("Triggers:PendingItems", "0", "Triggers.PendingItems", "from 1 to 1000000")]
    [InlineData("Triggers:DuplicateWindow", "00:00:59", "Triggers.DuplicateWindow", "from 00:01:00")]
    public void BadOption_IsNamedWithItsRemedy(string key, string value, string option, string remedy)
    {
        using ServiceProvider services = Configure((key, value));

        var refused = Should.Throw<OptionsValidationException>(services.GetRequiredService<SpamScorer>);

        refused.Message.ShouldContain(option);
        refused.Message.ShouldContain(remedy);
    }

    [Theory]
    [InlineData("Limits:RuleTime", "00:00:00.001")]
    [InlineData("Limits:TextLength", "1000")]
    [InlineData("Thresholds:Hold", "3")]
    [InlineData("Thresholds:Reject", "5")]
    [InlineData("Exempt:TrustLevel", "100")]
    [InlineData("Limits:RuleTime", "00:00:10")]
    [InlineData("Triggers:SpamScore", "0")]
    [InlineData("Triggers:SpamScore", "1")]
    [InlineData("Triggers:DailyPosts", "0")]
    [InlineData("Triggers:PendingItems", "1")]
    [InlineData("Triggers:DuplicateWindow", "365.00:00:00")]
    public void OnTheBound_IsAccepted(string option, string value)
    {
        using ServiceProvider services = Configure((option, value));

        Should.NotThrow(services.GetRequiredService<SpamScorer>);
    }

    [Fact]
    public void RuleOutOfTime_MakesTheVerdictIncomplete()
    {
        using ServiceProvider services = Configure(
            ("Limits:RuleTime", "00:00:00.001"),
            ("UseDefaultRules", "false"),
            ("Rules:slow:Pattern", "(?=x(a+)+$)")
        );

        Verdict verdict = Score(services, "x" + new string('a', 40) + "!");

        verdict.IsComplete.ShouldBeFalse();
        verdict.UnfinishedRules.ShouldBe(["slow"]);
    }

    [Fact]
    public void Registration_IsIdempotentAndKeepsTheUsersOwn()
    {
        var services = new ServiceCollection();
        services.AddLearningStudioModeration().AddLearningStudioModeration();

        services.Count(service => service.ServiceType == typeof(SpamScorer)).ShouldBe(1);
        using ServiceProvider provider = services.BuildServiceProvider(
            new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }
        );
        provider.GetRequiredService<SpamScorer>().ScoreTitle("casino").Score.ShouldBe(0.4);
    }

    private static Verdict Score(ServiceProvider services, string body) =>
        services.GetRequiredService<SpamScorer>().ScoreBody(body);

    private static ServiceProvider Configure(params (string Key, string Value)[] settings) => Services(Build(settings));

    private static IConfigurationRoot Build(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value))
            .Build();

    private static ServiceProvider Services(IConfiguration configuration) =>
        new ServiceCollection()
            .AddSingleton<TimeProvider>(new FakeTimeProvider())
            .AddLogging(logging => logging.AddFakeLogging())
            .AddLearningStudioModeration(configuration)
            .BuildServiceProvider();

    private static FakeTimeProvider Time(ServiceProvider services) =>
        (FakeTimeProvider)services.GetRequiredService<TimeProvider>();
}
