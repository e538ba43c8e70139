using System.Reflection;
using LearningStudio.HostApi.Identity;
using LearningStudio.Tests.Metering;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LearningStudio.HostApi.Tests.Operations;

/// <summary>The page of events lists what there is.</summary>
public sealed class EventsPageTests
{
    [Fact]
    public void EveryLogEventOfTheHost_IsListed()
    {
        string page = File.ReadAllText(Checkout.PathOf("docs", "events.md")).Split("# The sample host")[1];
        (string Level, string Id)[] events =
        [
            .. typeof(Program)
                .Assembly.GetTypes()
                .SelectMany(type => type.GetMethods(BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Public))
                .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>())
                .OfType<LoggerMessageAttribute>()
                .Select(message => (message.Level.ToString().ToLowerInvariant(), $"{message.EventId}"))
                .Order(),
        ];

        events.Length.ShouldBe(10);
        page.Split('\n')
            .Where(line => line.StartsWith("| `…", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => (Level: cells[2], Id: cells[1].Split(' ')[1]))
            .Order()
            .ShouldBe(events);
    }

    [Fact]
    public void EveryInstrumentOfTheHost_IsListedWithItsReasons()
    {
        string page = File.ReadAllText(Checkout.PathOf("docs", "events.md")).Split("# The sample host")[1];
        using var meters = new SeparateMeters();
        using var instruments = new PublishedInstruments(meters);
        using var refusals = new Refusals(meters, TimeProvider.System, NullLogger<Refusals>.Instance);

        instruments.Names.Count.ShouldBe(2);
        instruments.Names.ShouldAllBe(name => page.Contains($"`{name}`"));
        page.ShouldContain($"`forum.signin.reason` {Names<SignInFailure>()} |");
        page.ShouldContain($"`forum.forbidden.reason` {Names<ForbiddenReason>()} |");
    }

    private static string Names<TReason>()
        where TReason : struct, Enum => string.Join(", ", Enum.GetNames<TReason>()).ToLowerInvariant();
}
