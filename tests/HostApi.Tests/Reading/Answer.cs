using System.Net;
using System.Text.Json;

namespace LearningStudio.HostApi.Tests.Reading;

/// <summary>What the host answered.</summary>
internal sealed record Answer(HttpStatusCode Status, int Statements, string Cache, string? MediaType, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public static async Task<Answer> GetAsync(HttpClient client, string address)
    {
        using HttpResponseMessage response = await client.GetAsync(new Uri(address, UriKind.Relative));
        return new Answer(
            response.StatusCode,
            int.Parse(response.Headers.GetValues("X-Statement-Count").Single(), provider: null),
            response.Headers.GetValues("X-Cache").Single(),
            response.Content.Headers.ContentType?.MediaType,
            await response.Content.ReadAsStringAsync()
        );
    }
}
