using System.Reflection;
using Microsoft.Extensions.Logging;

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

        events.Length.ShouldBe(8);
        page.Split('\n')
            .Where(line => line.StartsWith("| `…", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Select(cells => (Level: cells[2], Id: cells[1].Split(' ')[1]))
            .Order()
            .ShouldBe(events);
    }
}
