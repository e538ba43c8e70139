using System.Net.Http.Json;
using System.Text.Json;

namespace LearningStudio.HostApi.Tests.Writing;

/// <summary>Speaks to a host as one of its users.</summary>
internal sealed class ForumClient(ForumHost host, string? username) : IDisposable
{
    private readonly HttpClient _client = Create(host, username);

    public async Task<(int Status, JsonElement Json)> SendAsync(HttpMethod method, string address, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri("/api/v1/" + address, UriKind.Relative));
        request.Content = body switch
        {
            null => null,
            string raw => new StringContent(raw, System.Text.Encoding.UTF8, "application/json"),
            _ => JsonContent.Create(body),
        };
        using HttpResponseMessage response = await _client.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    public async Task<JsonElement> GetAsync(string address)
    {
        (int status, JsonElement json) = await SendAsync(HttpMethod.Get, address);
        status.ShouldBe(200, address);
        return json;
    }

    public async Task<JsonElement> PostAsync(string address, object? body = null)
    {
        (int status, JsonElement json) = await SendAsync(HttpMethod.Post, address, body);
        status.ShouldBeInRange(200, 204, address);
        return json;
    }

    public void Dispose() => _client.Dispose();

    private static HttpClient Create(ForumHost host, string? username)
    {
        HttpClient client = host.CreateClient();
        if (username is not null)
        {
            client.DefaultRequestHeaders.Add("Authorization", username);
        }

        return client;
    }
}
