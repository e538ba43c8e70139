using System.Text.Json;
using System.Text.RegularExpressions;

namespace LearningStudio.HostApi.Tests.Reading;

/// <summary>What the OpenAPI document says of each endpoint.</summary>
public sealed class OpenApiTests(DemoHost demo) : IClassFixture<DemoHost>
{
    [Fact]
    public async Task EveryBody_HasAnExample()
    {
        JsonElement document = await ReadAsync();
        var without = new List<string>();
        int seen = 0;
        foreach ((string name, JsonElement operation) in Operations(document))
        {
            IEnumerable<JsonElement> bodies = operation
                .GetProperty("responses")
                .EnumerateObject()
                .Select(answer => answer.Value);
            if (operation.TryGetProperty("requestBody", out JsonElement sent))
            {
                bodies = bodies.Append(sent);
            }

            foreach (JsonElement body in bodies.Where(body => body.TryGetProperty("content", out _)))
            {
                seen++;
                if (
                    body.GetProperty("content")
                        .EnumerateObject()
                        .Any(type => !type.Value.TryGetProperty("example", out _))
                )
                {
                    without.Add($"{name}: {body}");
                }
            }
        }

        seen.ShouldBeGreaterThan(100);
        without.ShouldBeEmpty();
    }

    [Fact]
    public async Task EveryEndpoint_HasASummaryAndItsRefusals()
    {
        foreach ((string name, JsonElement operation) in Operations(await ReadAsync()))
        {
            operation.GetProperty("summary").GetString().ShouldNotBeNullOrWhiteSpace(name);
            string[] statuses = [.. operation.GetProperty("responses").EnumerateObject().Select(answer => answer.Name)];
            statuses.ShouldContain("429", name);
            statuses.ShouldContain("503", name);
            if (operation.TryGetProperty("requestBody", out _))
            {
                new[] { "400", "401", "403", "413", "415" }.ShouldBeSubsetOf(statuses, name);
            }
        }
    }

    [Fact]
    public async Task EveryEndpoint_HasARequestToTry()
    {
        string[] requests = await File.ReadAllLinesAsync(Checkout.PathOf("samples", "HostApi", "HostApi.http"));
        string[] tried =
        [
            .. requests
                .Where(line => line.Contains("{{host}}/"))
                .Select(line => Regex.Replace(line.Replace("{{host}}", "").Split('?')[0], "/[0-9]+", "/{id}"))
                .Select(line => line.Replace("switches/topics", "switches/{name}")),
        ];

        Operations(await ReadAsync())
            .Select(o => o.Name.ToUpperInvariant())
            .ShouldBeSubsetOf(tried.Select(line => line.ToUpperInvariant()));
    }

    private async Task<JsonElement> ReadAsync() =>
        JsonDocument.Parse(await demo.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative))).RootElement;

    private static IEnumerable<(string Name, JsonElement Operation)> Operations(JsonElement document) =>
        document
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(o => ($"{o.Name} {path.Name}", o.Value)));
}
