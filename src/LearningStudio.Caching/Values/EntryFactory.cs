using System.Buffers;
using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Caching.Values;

/// <summary>Turns values into entries, with the serialisers that the container offers.</summary>
internal sealed class EntryFactory(IServiceProvider services)
{
    private readonly ConcurrentDictionary<Type, object> _serializers = new();

    public CacheEntry<T> Create<T>(T value, bool share, long stamp, string[] tags)
    {
        if (share || Immutable<T>.Known)
        {
            return new SharedEntry<T>(value, stamp, tags);
        }

        IHybridCacheSerializer<T> serializer = Serializer<T>();
        var payload = new ArrayBufferWriter<byte>();
        serializer.Serialize(value, payload);
        return new SerializedEntry<T>(payload.WrittenMemory, serializer, stamp, tags);
    }

    private IHybridCacheSerializer<T> Serializer<T>() =>
        (IHybridCacheSerializer<T>)_serializers.GetOrAdd(typeof(T), static (_, s) => Resolve<T>(s), services);

    private const string Reflection =
        "Reflection is the default where it is available; elsewhere the container offers a serialiser or options.";

    // The order of HybridCache: a serialiser for the type, then the factories, the last registered first.
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Reflection)]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = Reflection)]
    private static IHybridCacheSerializer<T> Resolve<T>(IServiceProvider services)
    {
        if (services.GetService<IHybridCacheSerializer<T>>() is { } registered)
        {
            return registered;
        }

        foreach (
            IHybridCacheSerializerFactory factory in services.GetServices<IHybridCacheSerializerFactory>().Reverse()
        )
        {
            if (factory.TryCreateSerializer(out IHybridCacheSerializer<T>? created))
            {
                return created;
            }
        }

        // Fields too, which the serialiser leaves out by default: tuples have nothing else.
        JsonSerializerOptions options =
            services.GetKeyedService<JsonSerializerOptions>(typeof(IHybridCacheSerializer<>))
            ?? new JsonSerializerOptions { IncludeFields = true };
        options.MakeReadOnly(populateMissingResolver: true);
        return new JsonValueSerializer<T>(options);
    }

    /// <summary>What HybridCache too takes as immutable: no copy is needed to keep callers apart.</summary>
    private static class Immutable<T>
    {
        public static readonly bool Known =
            typeof(T) == typeof(string)
            || !RuntimeHelpers.IsReferenceOrContainsReferences<T>()
            || (typeof(T).IsSealed && typeof(T).GetCustomAttribute<ImmutableObjectAttribute>()?.Immutable == true);
    }
}
