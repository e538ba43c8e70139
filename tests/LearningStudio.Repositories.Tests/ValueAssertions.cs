using System.Text.Json;
using System.Text.Json.Serialization;

namespace LearningStudio.Repositories.Tests;

/// <summary>Compares objects by their properties: most results are classes, which are equal only to themselves.</summary>
internal static class ValueAssertions
{
    private static readonly JsonSerializerOptions Values = new() { Converters = { new Instants() } };

    public static void ShouldHaveValuesOf<T>(this T actual, T expected, string? message = null) =>
        JsonSerializer
            .Serialize<object?>(actual, Values)
            .ShouldBe(JsonSerializer.Serialize<object?>(expected, Values), message);

    // One moment is one value, whatever its offset.
    private sealed class Instants : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToUniversalTime());
    }
}
