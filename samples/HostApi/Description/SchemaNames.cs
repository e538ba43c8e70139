using System.Text.Json.Serialization.Metadata;
using LearningStudio.Repositories.Reading;
using Microsoft.AspNetCore.OpenApi;

namespace LearningStudio.HostApi.Description;

/// <summary>The names of the description's schemas: clients are generated from them, so a renamed type keeps its name here.</summary>
internal static class SchemaNames
{
    private static readonly Dictionary<Type, string> Kept = new() { [typeof(PostLocation)] = "PostPlace" };

    public static string? Get(JsonTypeInfo type) =>
        Kept.TryGetValue(type.Type, out string? name) ? name : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
}
