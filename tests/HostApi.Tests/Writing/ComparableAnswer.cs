using System.Text.Json.Nodes;

namespace LearningStudio.HostApi.Tests.Writing;

/// <summary>An answer without what may be old, so that those of two hosts can be compared.</summary>
internal static class ComparableAnswer
{
    // These may be as old as their expiration lets them; everything else must be right at once.
    // Of trending topics that is how many posts each has, and so their order.
    private static readonly string[] MayBeOld =
    [
        "onlineUsers",
        "weeklyPosts",
        "isTrending",
        "viewCount",
        "recentPosts",
    ];

    public static async Task<string> ReadAsync(ForumHost host, string address)
    {
        using var client = new ForumClient(
            host,
            address.StartsWith("moderation", StringComparison.Ordinal) ? "Demo demo4" : null
        );
        (int status, System.Text.Json.JsonElement json) = await client.SendAsync(HttpMethod.Get, address);
        return Of(status, json.GetRawText());
    }

    /// <summary>Reads as an anonymous client.</summary>
    public static async Task<string> ReadAsync(HttpClient client, string address)
    {
        using HttpResponseMessage answer = await client.GetAsync(new Uri("/api/v1/" + address, UriKind.Relative));
        return Of((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static string Of(int status, string text)
    {
        JsonNode node = JsonNode.Parse(text)!;
        Strip(node);
        return $"{status} {node.ToJsonString()}";
    }

    private static void Strip(JsonNode? node)
    {
        if (node is JsonObject fields)
        {
            fields.Remove("traceId");
            foreach (string name in MayBeOld)
            {
                fields.Remove(name);
            }

            foreach (KeyValuePair<string, JsonNode?> field in fields)
            {
                Strip(field.Value);
            }
        }
        else if (node is JsonArray items)
        {
            foreach (JsonNode? item in items)
            {
                Strip(item);
            }
        }
    }
}
