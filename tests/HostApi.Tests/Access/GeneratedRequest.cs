using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LearningStudio.HostApi.Tests.Load;

namespace LearningStudio.HostApi.Tests.Access;

/// <summary>Makes requests that are well formed after the OpenAPI document, in any spelling of their paths.</summary>
internal sealed partial class GeneratedRequest(
    IReadOnlyList<ApiOperation> operations,
    IReadOnlyDictionary<string, JsonElement> examples,
    Random random
)
{
    /// <summary>A request, and the endpoint that it is for.</summary>
    /// <param name="things">What there is, by the words of <see cref="StateTable"/>.</param>
    public (HttpRequestMessage Request, ApiOperation Operation) Next(
        IReadOnlyList<IReadOnlyDictionary<string, long>> things
    )
    {
        ApiOperation operation = operations[random.Next(operations.Count)];
        string path = Parameter().Replace(operation.Path, match => Value(match.Groups["collection"].Value, things));
        string query = string.Join('&', operation.Query.Select(name => $"{name}={random.Next(1, 6)}"));
        var request = new HttpRequestMessage(
            new HttpMethod(operation.Method),
            new Uri($"{Spelt(path)}{(query.Length > 0 ? "?" + query : "")}", UriKind.Relative)
        );
        if (examples.TryGetValue($"{operation.Method} {operation.Path}", out JsonElement example))
        {
            request.Content = new StringContent(Body(example, things), Encoding.UTF8, "application/json");
        }

        return (request, operation);
    }

    private string Value(string collection, IReadOnlyList<IReadOnlyDictionary<string, long>> things) =>
        collection switch
        {
            "switches" => "users",
            "users" => $"{random.Next(1, 12)}",
            "queue" => Id("review", things),
            _ => Id(collection.TrimEnd('s'), things),
        };

    private string Id(string thing, IReadOnlyList<IReadOnlyDictionary<string, long>> things) =>
        $"{things[random.Next(things.Count)][thing]}";

    private string Body(JsonElement example, IReadOnlyList<IReadOnlyDictionary<string, long>> things)
    {
        JsonObject body = JsonNode.Parse(example.GetRawText())!.AsObject();
        if (body.ContainsKey("forumId"))
        {
            body["forumId"] = things[random.Next(things.Count)]["forum"];
        }

        foreach (string text in new[] { "key", "body", "title" }.Where(text => body[text] is not null))
        {
            body[text] = $"{body[text]} {random.Next(100)}";
        }

        if (body["action"] is not null && body.ContainsKey("fence"))
        {
            body["action"] = new[] { "approve", "reject", "escalate", "askForInfo", "skip" }[random.Next(5)];
        }

        return body.ToJsonString();
    }

    private string Spelt(string path) =>
        string.Concat(path.Select(letter => random.Next(2) == 0 ? char.ToUpperInvariant(letter) : letter));

    [GeneratedRegex(@"(?<=/(?<collection>[a-z]+)/)\{[^}]+\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();
}
