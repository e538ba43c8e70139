using System.Text.Json;

namespace LearningStudio.HostApi.Tests.Load;

/// <summary>An operation of the OpenAPI document, as far as a request to it can be made wrong.</summary>
internal sealed record ApiOperation(
    string Method,
    string Path,
    IReadOnlyList<string> Query,
    IReadOnlyDictionary<string, string> Body
)
{
    /// <summary>Reads all operations; a body's fields come with the name of their type.</summary>
    public static IReadOnlyList<ApiOperation> ReadAll(JsonElement document) =>
        [
            .. document
                .GetProperty("paths")
                .EnumerateObject()
                .SelectMany(path =>
                    path.Value.EnumerateObject().Select(operation => Read(document, path.Name, operation))
                ),
        ];

    private static ApiOperation Read(JsonElement document, string path, JsonProperty operation) =>
        new(
            operation.Name.ToUpperInvariant(),
            path,
            operation.Value.TryGetProperty("parameters", out JsonElement parameters)
                ?
                [
                    .. parameters
                        .EnumerateArray()
                        .Where(parameter => parameter.GetProperty("in").ValueEquals("query"))
                        .Select(parameter => parameter.GetProperty("name").GetString()!),
                ]
                : [],
            Fields(document, operation.Value)
        );

    private static Dictionary<string, string> Fields(JsonElement document, JsonElement operation)
    {
        if (!operation.TryGetProperty("requestBody", out JsonElement body))
        {
            return [];
        }

        JsonElement schema = body.GetProperty("content").GetProperty("application/json").GetProperty("schema");
        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            schema = document
                .GetProperty("components")
                .GetProperty("schemas")
                .GetProperty(reference.GetString()!.Split('/')[^1]);
        }

        return schema
            .GetProperty("properties")
            .EnumerateObject()
            .ToDictionary(
                field => field.Name,
                field => field.Value.TryGetProperty("type", out JsonElement type) ? type.ToString() : "object",
                StringComparer.Ordinal
            );
    }
}
