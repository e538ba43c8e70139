using System.Diagnostics.Metrics;
using System.Reflection;
using LearningStudio.Tests.Metering;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LearningStudio.Moderation.Tests.Diagnostics;

/// <summary>The page of events lists what there is.</summary>
public sealed class EventsPageTests
{
    [Fact]
    public void EveryInstrument_IsListed()
    {
        using var meters = new SeparateMeters();
        using var instruments = new PublishedInstruments(meters);
        using ServiceProvider services = new ServiceCollection()
            .AddSingleton<IMeterFactory>(meters)
            .AddLearningStudioModeration()
            .BuildServiceProvider();
        _ = services.GetRequiredService<SpamScorer>();
        _ = services.GetRequiredService<Moderation.Review.ReviewQueueService>();

        instruments.Names.Count.ShouldBe(13);
        instruments.Names.ShouldBeUnique();
        instruments.Names.ShouldAllBe(name => Page().Contains($"`{name}`"));
    }

    [Fact]
    public void EveryLogEvent_IsListed()
    {
        int[] ids =
        [
            .. typeof(SpamScorer)
                .Assembly.GetTypes()
                .Where(type => type.Name == "Log")
                .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
                .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
                .OfType<LoggerMessageAttribute>()
                .Select(message => message.EventId),
        ];

        ids.ShouldBe([1, 2, 3, 4]);
        ids.ShouldAllBe(id => Page().Contains($"\n| {id} | "));
    }

    // The part of the page that is about this package.
    private static string Page() => File.ReadAllText(Checkout.PathOf("docs", "events.md")).Split("# Moderation")[1];
}
