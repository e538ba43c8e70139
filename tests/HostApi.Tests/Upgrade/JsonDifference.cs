using System.Text.Json;
using System.Text.Json.Nodes;

namespace LearningStudio.HostApi.Tests.Upgrade;

/// <summary>Where a later answer says something else than an earlier one; what it says besides is no difference.</summary>
internal static class JsonDifference
{
    // Each reading counts as a view, some time after it.
    private const string Views = "viewCount";

    public static IEnumerable<string> List(JsonNode? before, JsonNode? after, string at = "") =>
        (before, after) switch
        {
            (JsonObject o, JsonObject p) => o.Where(one => one.Key != Views)
                .SelectMany(one =>
                    p.ContainsKey(one.Key)
                        ? List(one.Value, p[one.Key], $"{at}/{one.Key}")
                        : [$"{at}/{one.Key} is gone"]
                ),
            (JsonArray a, JsonArray b) when a.Count == b.Count => a.SelectMany(
                (one, index) => List(one, b[index], $"{at}/{index}")
            ),
            (JsonArray a, JsonArray b) => [$"{at}: {a.Count} elements are {b.Count}"],
            (null, _) => [],
            (JsonValue a, JsonValue b) when IsClose(a, b) => [],
            _ when JsonNode.DeepEquals(before, after) => [],
            _ => [$"{at}: {before?.ToJsonString() ?? "null"} is {after?.ToJsonString() ?? "null"}"],
        };

    // An item ages by half a point an hour, and the recording took some seconds.
    private static bool IsClose(JsonValue before, JsonValue after) =>
        before.GetValueKind() == JsonValueKind.Number
        && after.GetValueKind() == JsonValueKind.Number
        && Math.Abs(before.GetValue<double>() - after.GetValue<double>()) < 0.01;
}
