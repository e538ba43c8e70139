using System.Text.Json.Nodes;
using LearningStudio.HostApi.Tests.Load;
using Microsoft.AspNetCore.Http;

namespace LearningStudio.HostApi.Tests.Before;

internal static class JsonAnswers
{
    /// <summary>Adds a reply to a topic of the demo forum.</summary>
    public static async Task<JsonNode> PostAsync(this HttpClient client, int user, string text, int topic = 3)
    {
        using HttpRequestMessage request = new LoadRequest($"topics/{topic}/posts", text, $"demo{user}").Message();
        using HttpResponseMessage answer = await client.SendAsync(request);
        return await answer.ReadAsync(StatusCodes.Status201Created);
    }

    public static async Task<JsonNode> ReadAsync(this HttpResponseMessage answer, int status)
    {
        string body = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(status, body);
        return JsonNode.Parse(body)!;
    }
}
