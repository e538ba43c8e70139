using System.Text.Json.Nodes;

namespace LearningStudio.HostApi.Tests.Before;

/// <summary>
/// The review queue and its figures, before and after. Named differences: the old page showed its items flat, with the
/// author's standing and four figures above them, and not the reasons and the parts of the score; its analytics had no figure
/// of what came in, and counted states, moderators and flagged users, which <c>ReviewQueueService</c> reports and the host's
/// answer leaves out.
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
        (JsonNode old, int statements) = await hosts.BeforeAsync("moderation/analytics");
        old["pending"]!.GetValue<int>().ShouldBe(after["total"]!.GetValue<int>());
        statements.ShouldBe(8);
    }

    private static string Lower(JsonNode? value) => value!.GetValue<string>().ToLowerInvariant();
}
