using System.Globalization;
using System.Text.Json.Nodes;
using LearningStudio.HostApi.Tests.Writing;

namespace LearningStudio.HostApi.Tests.Before;

/// <summary>
/// The review queue and its figures, before and after. Named differences: the old page showed its items flat, with the
/// author's standing and four figures above them, and not the reasons and the parts of the score; its analytics had no figure
/// of what came in, and counted those resolved today, states, moderators and flagged users, most of which
/// <c>ReviewQueueService</c> reports and the host's answer leaves out.
/// </summary>
public abstract class SameQueueTests(BeforeHost hosts)
{
    public sealed class OnEmbedded(BeforeHost hosts) : SameQueueTests(hosts), IClassFixture<BeforeHost>;

    public sealed class OnServers(BeforeHost.OnServers hosts)
        : SameQueueTests(hosts),
            IClassFixture<BeforeHost.OnServers>;

    [Fact]
    public async Task ReviewQueue_IsTheSameInSixStatementsAndThreeAnItem()
    {
        foreach (int user in new[] { 5, 10, 15 })
        {
            await hosts.AfterClient.PostAsync(user, $"A first word by somebody new, number {user}.");
        }

        (JsonNode before, int count) = await hosts.BeforeAsync("moderation/queue");
        JsonNode after = await hosts.AfterAsync("moderation/queue");

        JsonArray items = before["items"]!.AsArray();
        items.Count.ShouldBeGreaterThanOrEqualTo(3);
        items
            .Select(item =>
                $"{item!["id"]} {item["targetKind"]} {item["targetId"]} {item["type"]} {item["topicTitle"]}"
            )
            .ShouldBe(
                after["items"]!
                    .AsArray()
                    .Select(view => (Item: view!["item"]!, Place: view["place"]!))
                    .Select(view =>
                        $"{view.Item["id"]} {Lower(view.Item["target"]!["kind"])} {view.Item["target"]!["id"]} {Lower(view.Item["type"])} {view.Place["topicTitle"]}"
                    )
            );
        before["total"]!.GetValue<int>().ShouldBe(after["total"]!.GetValue<int>());
        count.ShouldBe(6 + (3 * items.Count));
    }

    [Fact]
    public async Task Analytics_AreTheSameInEightStatements()
    {
        long post = (await hosts.AfterClient.PostAsync(5, "A word to be decided upon."))["postId"]!.GetValue<long>();
        await hosts.AfterClient.PostAsync(10, "A word that is to wait.");
        hosts.After.Clock.Advance(TimeSpan.FromMinutes(20));
        await ApproveAsync(post);

        (JsonNode before, int count) = await hosts.BeforeAsync("moderation/analytics");
        JsonNode after = await hosts.AfterAsync("moderation/analytics");

        count.ShouldBe(8);
        before["pending"]!.GetValue<int>().ShouldBe(after["pending"]!.GetValue<int>());
        before["resolvedInAWeek"]!
            .GetValue<int>()
            .ShouldBe(after["approved"]!.GetValue<int>() + after["rejected"]!.GetValue<int>());
        before["resolvedInAWeek"]!.GetValue<int>().ShouldBeGreaterThan(0);
        Figures(before["byType"]).ShouldBe(Figures(after["pendingByType"]));
        before["meanResolutionSeconds"]!
            .GetValue<double>()
            .ShouldBe(
                TimeSpan.Parse(after["meanResolution"]!.GetValue<string>(), CultureInfo.InvariantCulture).TotalSeconds,
                0.01
            );
    }

    private async Task ApproveAsync(long post)
    {
        JsonNode item = (await hosts.AfterAsync("moderation/queue"))["items"]!
            .AsArray()
            .Select(view => view!["item"]!)
            .First(item => item["target"]!["id"]!.GetValue<long>() == post);
        using var moderator = new ForumClient(hosts.After, "Demo demo9");
        await moderator.PostAsync($"moderation/queue/{item["id"]}/approve");
    }

    private static string Figures(JsonNode? node) =>
        string.Join(
            ", ",
            node!
                .AsObject()
                .Where(pair => pair.Value!.GetValue<int>() > 0)
                .Select(pair => $"{pair.Key.ToLowerInvariant()}: {pair.Value}")
                .Order(StringComparer.Ordinal)
        );

    private static string Lower(JsonNode? value) => value!.GetValue<string>().ToLowerInvariant();
}
