using System.Diagnostics.Metrics;
using System.Reflection;
using LearningStudio.Tests.Metering;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Caching.Tests.Diagnostics;

/// <summary>The page of events lists what there is.</summary>
public sealed class EventsPageTests
{
    // The part of the page that is about this package.
    private static readonly string Page = File.ReadAllText(Checkout.PathOf("docs", "events.md"))
        .Split("# The repositories")[0];

    [Fact]
    public void EveryInstrument_IsListed()
    {
        using var meters = new SeparateMeters();
        using var instruments = new PublishedInstruments(meters);
        using ServiceProvider services = new ServiceCollection()
            .AddSingleton<IMeterFactory>(meters)
            .AddLearningStudioCaching(options => options.Redis.Configuration = "127.0.0.1:1")
            .BuildServiceProvider();
        _ = services.GetRequiredService<VersionedCache>();

        instruments.Names.Count.ShouldBeGreaterThan(10);
        instruments.Names.ShouldAllBe(name => Page.Contains($"`{name}`"));
    }

    [Fact]
    public void EveryLogEvent_IsListed()
    {
        int[] ids =
        [
            .. typeof(VersionedCache)
                .Assembly.GetType("LearningStudio.Caching.Diagnostics.Log")!
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Where(field => field.IsLiteral)
                .Select(field => (int)field.GetRawConstantValue()!)
                .Order(),
        ];

        ids.ShouldBe(Enumerable.Range(1, ids.Length));
        ids.Length.ShouldBeGreaterThan(10);
        ids.ShouldAllBe(id => Page.Contains($"\n| {id} | "));
    }
}
