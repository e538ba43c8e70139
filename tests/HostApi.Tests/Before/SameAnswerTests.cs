using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace LearningStudio.HostApi.Tests.Before;

/// <summary>The old services and the new host answer the same; where they do not, the difference has a name here.</summary>
public abstract class SameAnswerTests(BeforeHost hosts)
{
    public sealed class OnEmbedded(BeforeHost hosts) : SameAnswerTests(hosts), IClassFixture<BeforeHost>;

    public sealed class OnServers(BeforeHost.OnServers hosts)
        : SameAnswerTests(hosts),
            IClassFixture<BeforeHost.OnServers>;

    [Theory]
    [InlineData("forums/2/topics", 3)]
    [InlineData("forums/2/topics?page=2&page_size=5", 3)]
    [InlineData("topics/1?plain=true", 3)]
    [InlineData("topics/7?plain=true&page=2&page_size=3", 3)]
    [InlineData("users/1/stats", 4)]
    public async Task Answer_IsTheSame(string address, int statements)
    {
        (JsonNode before, int count) = await BeforeAsync(address);

        before.ToJsonString().ShouldBe((await AfterAsync(address)).ToJsonString());
        count.ShouldBe(statements);
    }

    [Fact]
    public async Task ForumList_IsTheSameInFourStatementsAForum()
    {
        (JsonNode before, int count) = await BeforeAsync("forums");
        (JsonNode again, int warm) = await BeforeAsync("forums");

        string after = (await AfterAsync("forums")).ToJsonString();
        before.ToJsonString().ShouldBe(after);
        again.ToJsonString().ShouldBe(after);
        JsonArray categories = before["categories"]!.AsArray();
        int forums = categories.Sum(category => category!["forums"]!.AsArray().Count);
        count.ShouldBe(1 + categories.Count + (4 * forums) + 3 + 2);
        warm.ShouldBe(count - 2);
    }

    [Fact]
    public async Task TopicOfTheOtherSerializer_IsTheSameInTwoStatementsAPost()
    {
        (JsonNode before, int count) = await BeforeAsync("topics/7");

        before.ToJsonString().ShouldBe((await AfterAsync("topics/7")).ToJsonString());
        count.ShouldBe(3 + (2 * before["posts"]!["items"]!.AsArray().Count));
    }

    // Named differences. The old page showed its items flat, with the author's standing and four figures above them, and not
    // the reasons and the parts of the score; its analytics had no figure of what came in, and counted states, moderators and
    // flagged users, which ReviewQueueService reports and the host's answer leaves out.
    [Fact]
    public async Task ReviewQueue_IsTheSameInSixStatementsAndThreeAnItem()
    {
        foreach (int user in new[] { 5, 10, 15 })
        {
            await hosts.AfterClient.PostAsync(user, $"A first word by somebody new, number {user}.");
        }

        (JsonNode before, int count) = await BeforeAsync("moderation/queue");
        JsonNode after = await AfterAsync("moderation/queue");

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
        (JsonNode old, int statements) = await BeforeAsync("moderation/analytics");
        old["pending"]!.GetValue<int>().ShouldBe(after["total"]!.GetValue<int>());
        statements.ShouldBe(8);
    }

    private static string Lower(JsonNode? value) => value!.GetValue<string>().ToLowerInvariant();

    private async Task<(JsonNode Answer, int Statements)> BeforeAsync(string address)
    {
        using HttpResponseMessage answer = await hosts.BeforeClient.GetAsync(Address(address));
        return (
            await answer.ReadAsync(StatusCodes.Status200OK),
            int.Parse(answer.Headers.GetValues("X-Statement-Count").Single(), CultureInfo.InvariantCulture)
        );
    }

    private async Task<JsonNode> AfterAsync(string address)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            Address(address.Replace("plain=true", "", StringComparison.Ordinal))
        );
        if (address.StartsWith("moderation", StringComparison.Ordinal))
        {
            request.Headers.Add("Authorization", "Demo demo9");
        }

        using HttpResponseMessage answer = await hosts.AfterClient.SendAsync(request);
        return await answer.ReadAsync(StatusCodes.Status200OK);
    }

    private static Uri Address(string address) => new("/api/v1/" + address, UriKind.Relative);
}
