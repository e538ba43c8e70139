using LearningStudio.Moderation.Rules.Loading;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.Moderation.Tests.Rules.Loading;

public sealed class RuleSetSourceTests
{
    private const int Taken = 1;
    private const int Refused = 3;

    [Theory]
    [InlineData("Rules:a:Pattern", "fine(", "Rules.a")]
    [InlineData("CompositeRules:both:When", "a &", "CompositeRules.both")]
    [InlineData("RuleFiles:0:Path", "/nowhere/rules.txt", "RuleFiles")]
    [InlineData("Triggers:DailyPosts", "-1", "Triggers.DailyPosts")]
    [InlineData("Trigers:DailyPosts", "1", "Trigers")]
    public void Start_FailsOnceByTheNameOfABadOptionOrRule(string key, string value, string option)
    {
        using ServiceProvider services = Services(Build((key, value)));

        var refused = Should.Throw<OptionsValidationException>(() => Start(services));

        refused.OptionsType.ShouldBe(typeof(ModerationOptions));
        refused.Failures.Single().ShouldContain(option);
    }

    [Fact]
    public void Start_LoadsTheRulesOnce()
    {
        using ServiceProvider services = Services(Build(("Rules:a:Pattern", "first")));

        Start(services);
        RuleSetSource source = services.GetRequiredService<RuleSetSource>();
        services.GetRequiredService<SpamScorer>().RuleSetHash.ShouldBe(source.Current.Hash);
        services.GetRequiredService<PostModerator>().ShouldNotBeNull();

        Logged(services).ShouldBe([Taken]);
    }

    [Fact]
    public void Registration_RepeatedWithAnotherSection_StillFailsOnce()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddLearningStudioModeration(Build(("Rules:a:Pattern", "fine(")))
            .AddLearningStudioModeration(Build(("Rules:b:Pattern", "also(")))
            .BuildServiceProvider();

        Should.Throw<OptionsValidationException>(() => Start(services)).Failures.Count().ShouldBe(2);
    }

    [Fact]
    public void OptionsOfAChange_HoldAtOnceAndRulesAfterTheBurst()
    {
        IConfigurationRoot configuration = Build(("Rules:a:Pattern", "first"));
        using ServiceProvider services = Services(configuration);
        RuleSetSource source = services.GetRequiredService<RuleSetSource>();
        string before = source.Current.Hash;

        configuration["Triggers:DailyPosts"] = "5";
        configuration["Rules:a:Pattern"] = "second";
        configuration.Reload();

        (source.Options.Triggers.DailyPosts, source.Current.Hash).ShouldBe((5, before));
        Settle(services);
        source.Current.Hash.ShouldNotBe(before);
    }

    [Fact]
    public void InvalidChange_LeavesOptionsAndRulesUntilTheNextValidOne()
    {
        IConfigurationRoot configuration = Build(("Rules:a:Pattern", "first"), ("Triggers:DailyPosts", "5"));
        using ServiceProvider services = Services(configuration);
        RuleSetSource source = services.GetRequiredService<RuleSetSource>();
        (ModerationOptions options, string hash) = (source.Options, source.Current.Hash);

        configuration["Rules:a:Pattern"] = "second";
        configuration["Triggers:DailyPosts"] = "-1";
        Should.Throw<AggregateException>(configuration.Reload);
        Settle(services);
        (source.Options, source.Current.Hash).ShouldBe((options, hash));

        configuration["Triggers:DailyPosts"] = "6";
        configuration.Reload();
        Settle(services);
        (source.Options.Triggers.DailyPosts, source.Current.Hash == hash).ShouldBe((6, false));
        Logged(services).ShouldBe([Taken, Refused, Taken]);
    }

    [Fact]
    public void ValueThatCannotBeConverted_IsRefusedWithoutItsText()
    {
        IConfigurationRoot configuration = Build(("Triggers:DailyPosts", "5"));
        using ServiceProvider services = Services(configuration);
        RuleSetSource source = services.GetRequiredService<RuleSetSource>();

        configuration["Triggers:DailyPosts"] = "hunter2";
        Should.Throw<AggregateException>(configuration.Reload);

        source.Options.Triggers.DailyPosts.ShouldBe(5);
        FakeLogRecord logged = services.GetRequiredService<FakeLogCollector>().LatestRecord;
        (logged.Id.Id, logged.Message.Contains("hunter2", StringComparison.Ordinal)).ShouldBe((Refused, false));
    }

    [Fact]
    public void ChangesOfOtherNames_AreNotItsOwn()
    {
        IConfigurationRoot configuration = Build();
        using ServiceProvider services = new ServiceCollection()
            .AddLogging(logging => logging.AddFakeLogging())
            .AddSingleton<TimeProvider>(new FakeTimeProvider())
            .AddSingleton<IOptionsChangeTokenSource<ModerationOptions>>(
                new ConfigurationChangeTokenSource<ModerationOptions>("other", configuration)
            )
            .AddLearningStudioModeration()
            .BuildServiceProvider();
        ModerationOptions options = services.GetRequiredService<RuleSetSource>().Options;

        configuration.Reload();

        services.GetRequiredService<RuleSetSource>().Options.ShouldBeSameAs(options);
    }

    [Fact]
    public void DisposedSource_NoLongerFollowsChanges()
    {
        IConfigurationRoot configuration = Build(("Triggers:DailyPosts", "5"));
        ServiceProvider services = Services(configuration);
        RuleSetSource source = services.GetRequiredService<RuleSetSource>();

        services.Dispose();
        configuration["Triggers:DailyPosts"] = "6";
        configuration.Reload();

        source.Options.Triggers.DailyPosts.ShouldBe(5);
    }

    private static void Start(ServiceProvider services) => services.GetRequiredService<IStartupValidator>().Validate();

    private static void Settle(ServiceProvider services) =>
        ((FakeTimeProvider)services.GetRequiredService<TimeProvider>()).Advance(TimeSpan.FromMilliseconds(250));

    private static int[] Logged(ServiceProvider services) =>
        [.. services.GetRequiredService<FakeLogCollector>().GetSnapshot().Select(record => record.Id.Id)];

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
}
