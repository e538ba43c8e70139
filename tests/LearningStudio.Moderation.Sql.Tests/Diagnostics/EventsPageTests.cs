using System.Reflection;
using LearningStudio.Moderation.Sql.Diagnostics;

namespace LearningStudio.Moderation.Sql.Tests.Diagnostics;

/// <summary>The page of events lists what there is.</summary>
public sealed class EventsPageTests
{
    [Fact]
    public void EveryLogEvent_IsListed()
    {
        string page = Page();
        int[] ids =
        [
            .. typeof(Log)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => (int)field.GetRawConstantValue()!),
        ];

        ids.ShouldBe([1]);
        ids.ShouldAllBe(id => page.Contains($"\n| {id} | "));
    }

    // The part of the page that is about this package.
    internal static string Page() =>
        File.ReadAllText(Checkout.PathOf("docs", "events.md")).Split("## In a database")[1].Split("\n# ")[0];
}
