using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Wire;

// Rule: a number that changes with the serialized shape of a type, so that entries of another shape are misses. The shape
//   is the names and types of the serialized members, the members of enums as they are written, and the converters that
//   are not System.Text.Json's own, all the way down.
// Cost: each type is described once, where it is met first, and is a number from then on: linear in the types and their
//   members, however they refer to each other. Computed once a cached type.
internal static class SchemaFingerprint
{
    /// <summary>The shape as System.Text.Json writes it.</summary>
    public static ulong Compute(JsonTypeInfo type)
    {
        var shape = new StringBuilder();
        Describe(type, shape, []);
        return Hash(shape.ToString());
    }

    /// <summary>For other serializers, whose form is unknown: the names of the type and of the serializer.</summary>
    public static ulong Compute<T>(IHybridCacheSerializer<T> serializer) => Hash($"{typeof(T)}|{serializer.GetType()}");

    private static void Describe(JsonTypeInfo type, StringBuilder shape, Dictionary<Type, int> known)
    {
        if (known.TryGetValue(type.Type, out int number))
        {
            shape.Append(CultureInfo.InvariantCulture, $"^{number}");
            return;
        }

        known.Add(type.Type, known.Count);
        shape.Append(
            type.Kind switch
            {
                JsonTypeInfoKind.None => $"{type.Type}",
                JsonTypeInfoKind.Object => "{",
                _ => "[",
            }
        );
        DescribeConverter(type.Converter, shape);
        if (type.Type.IsEnum)
        {
            DescribeEnum(type, shape);
        }

        DescribeMembers(type, shape, known);
        foreach (
            Type part in new[] { type.KeyType, type.ElementType, Nullable.GetUnderlyingType(type.Type) }.OfType<Type>()
        )
        {
            Describe(type.Options.GetTypeInfo(part), shape, known);
        }

        foreach (JsonDerivedType derived in type.PolymorphismOptions?.DerivedTypes ?? [])
        {
            shape.Append('|').Append(derived.TypeDiscriminator);
            Describe(type.Options.GetTypeInfo(derived.DerivedType), shape, known);
        }
    }

    // An ignored member has neither a getter nor a setter here.
    private static void DescribeMembers(JsonTypeInfo type, StringBuilder shape, Dictionary<Type, int> known)
    {
        foreach (
            JsonPropertyInfo member in type
                .Properties.Where(p => p.Get is not null || p.Set is not null)
                .OrderBy(p => p.Name, StringComparer.Ordinal)
        )
        {
            shape.Append(member.Name).Append(':');
            DescribeMember(member, shape, known);
            shape.Append(',');
        }
    }

    // What a converter of its own makes of the member's type, nobody else knows.
    private static void DescribeMember(JsonPropertyInfo member, StringBuilder shape, Dictionary<Type, int> known)
    {
        if (member.CustomConverter is { } converter)
        {
            shape.Append(member.PropertyType).Append('~').Append(converter.GetType());
            return;
        }

        Describe(member.Options.GetTypeInfo(member.PropertyType), shape, known);
    }

    private static void DescribeConverter(JsonConverter converter, StringBuilder shape)
    {
        if (converter.GetType().Assembly != typeof(JsonConverter).Assembly)
        {
            shape.Append('~').Append(converter.GetType());
        }
    }

    // A name with its number, or with its text where the enum is written as text: only what is written matters.
    private static void DescribeEnum(JsonTypeInfo type, StringBuilder shape)
    {
        foreach (string name in Enum.GetNames(type.Type).Order(StringComparer.Ordinal))
        {
            shape.Append(name).Append('=').Append(Written(type, Enum.Parse(type.Type, name))).Append(';');
        }
    }

    private static string Written(JsonTypeInfo type, object member)
    {
        try
        {
            return JsonSerializer.Serialize(member, type);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return "";
        }
    }

    private static ulong Hash(string shape) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(shape)));
}
