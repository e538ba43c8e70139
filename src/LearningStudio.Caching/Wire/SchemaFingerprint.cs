using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching.Wire;

/// <summary>A number that changes with the serialised shape of a type, so that entries of another shape are misses.</summary>
internal static class SchemaFingerprint
{
    /// <summary>The shape as System.Text.Json writes it: names and types of the properties, all the way down.</summary>
    public static ulong Of(JsonTypeInfo type)
    {
        var shape = new StringBuilder();
        Describe(type, shape, []);
        return Hash(shape.ToString());
    }

    /// <summary>For other serialisers, whose form is unknown: the names of the type and of the serialiser.</summary>
    public static ulong Of<T>(IHybridCacheSerializer<T> serializer) => Hash($"{typeof(T)}|{serializer.GetType()}");

    private static void Describe(JsonTypeInfo type, StringBuilder shape, HashSet<Type> above)
    {
        shape.Append(
            type.Kind switch
            {
                JsonTypeInfoKind.None => $"{type.Type}",
                JsonTypeInfoKind.Object => "{",
                _ => "[",
            }
        );
        if (type.Kind is not JsonTypeInfoKind.None && !above.Add(type.Type))
        {
            shape.Append('^').Append(type.Type);
            return;
        }

        foreach (JsonPropertyInfo property in type.Properties.OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            shape.Append(property.Name).Append(':');
            Describe(type.Options.GetTypeInfo(property.PropertyType), shape, above);
            shape.Append(',');
        }

        foreach (Type part in new[] { type.KeyType, type.ElementType }.OfType<Type>())
        {
            Describe(type.Options.GetTypeInfo(part), shape, above);
        }

        foreach (JsonDerivedType derived in type.PolymorphismOptions?.DerivedTypes ?? [])
        {
            shape.Append('|').Append(derived.TypeDiscriminator);
            Describe(type.Options.GetTypeInfo(derived.DerivedType), shape, above);
        }

        above.Remove(type.Type);
    }

    private static ulong Hash(string shape) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(shape)));
}
