using System.Diagnostics.Metrics;
using System.Reflection;
using LearningStudio.Repositories.Outbox;
using LearningStudio.Tests.Metering;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Repositories.Tests.Diagnostics;

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
            .AddLearningStudioRepositories(o => o.UseSqlite("Data Source=none.db"))
            .BuildServiceProvider();
        _ = services.GetRequiredService<Func<ForumDb>>();
        _ = services.GetRequiredService<IForumOutbox>();

        instruments.Names.Count.ShouldBe(4);
        instruments.Names.ShouldAllBe(name => Page().Contains($"`{name}`"));
    }

    [Fact]
    public void EveryLogEvent_IsListed()
    {
        int[] ids =
        [
            .. typeof(ForumDb)
                .Assembly.GetTypes()
                .Where(type => type.Name == "Log")
                .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
                .Where(field => field.IsLiteral)
                .Select(field => (int)field.GetRawConstantValue()!),
        ];

        ids.ShouldBe([1, 2, 3, 4], ignoreOrder: true);
        ids.ShouldAllBe(id => Page().Contains($"\n| {id} | "));
    }

    // The part of the page that is about this package.
    private static string Page() =>
        File.ReadAllText(Checkout.PathOf("docs", "events.md")).Split("# The repositories")[1].Split("\n# ")[0];
}
