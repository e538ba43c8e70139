using System.Text.Json.Serialization.Metadata;
using LearningStudio.HostApi.Observation;
using LearningStudio.HostApi.Writing;
using LearningStudio.Repositories.Reading;
using Microsoft.AspNetCore.OpenApi;

namespace LearningStudio.HostApi.Description;

/// <summary>The names of schemas whose types are called otherwise. Generated clients know them, so they stay.</summary>
internal static class SchemaNames
{
    private static readonly Dictionary<Type, string> Names = new()
    {
        [typeof(CacheStats)] = "CacheFigures",
        [typeof(EndpointStats)] = "EndpointFigures",
        [typeof(FamilyStats)] = "FamilyFigures",
        [typeof(HostStats)] = "HostFigures",
        [typeof(InvalidationStats)] = "InvalidationFigures",
        [typeof(PostLocation)] = "PostPlace",
        [typeof(PostResult)] = "Written",
        [typeof(ReadStats)] = "ReadFigures",
        [typeof(RequestStats)] = "RequestFigures",
        [typeof(SlotStats)] = "SlotFigures",
    };

    /// <summary>Names the schema of a type; null where it has none of its own.</summary>
    public static string? Find(JsonTypeInfo type) =>
        Names.GetValueOrDefault(type.Type) ?? OpenApiOptions.CreateDefaultSchemaReferenceId(type);
}
