using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using LearningStudio.Caching.Wire;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Caching.Values;

/// <summary>The codecs of the types in use, with the serialisers that the container offers. Thread-safe.</summary>
internal sealed class ValueCodecs(IServiceProvider services)
{
    private readonly ConcurrentDictionary<Type, object> _codecs = new();

    public ValueCodec<T> Of<T>() => (ValueCodec<T>)_codecs.GetOrAdd(typeof(T), static (_, s) => Create<T>(s), services);

    private const string Reflection =
        "Reflection is the default where it is available; elsewhere the container offers a serialiser or options.";

    // The order of HybridCache: a serialiser for the type, then the factories, the last registered first.
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Reflection)]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = Reflection)]
    private static ValueCodec<T> Create<T>(IServiceProvider services)
    {
        if (services.GetService<IHybridCacheSerializer<T>>() is { } registered)
        {
            return new ValueCodec<T>(registered, SchemaFingerprint.Of(registered));
        }

        foreach (
            IHybridCacheSerializerFactory factory in services.GetServices<IHybridCacheSerializerFactory>().Reverse()
        )
        {
            if (factory.TryCreateSerializer(out IHybridCacheSerializer<T>? created))
            {
                return new ValueCodec<T>(created, SchemaFingerprint.Of(created));
            }
        }

        // Fields too, which the serialiser leaves out by default: tuples have nothing else.
        JsonSerializerOptions options =
            services.GetKeyedService<JsonSerializerOptions>(typeof(IHybridCacheSerializer<>))
            ?? new JsonSerializerOptions { IncludeFields = true };
        options.MakeReadOnly(populateMissingResolver: true);
        return new ValueCodec<T>(
            new JsonValueSerializer<T>(options),
            SchemaFingerprint.Of(options.GetTypeInfo(typeof(T)))
        );
    }
}
