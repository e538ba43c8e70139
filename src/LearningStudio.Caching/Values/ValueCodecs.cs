using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using LearningStudio.Caching.Wire;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Caching.Values;

/// <summary>The codecs of the types in use, with the serializers that the container offers. Thread-safe.</summary>
internal sealed class ValueCodecs(IServiceProvider services)
{
    private readonly ConcurrentDictionary<Type, object> _codecs = new();

    public ValueCodec<T> Get<T>() =>
        (ValueCodec<T>)_codecs.GetOrAdd(typeof(T), static (_, s) => Create<T>(s), services);

    private const string Reflection =
        "Reflection is the default where it is available; elsewhere the container offers a serializer or options.";

    private const string MicrosoftsCache = "Microsoft.Extensions.Caching.Hybrid";

    // The order of HybridCache: a serializer for the type, then the factories, the last registered first.
    private static ValueCodec<T> Create<T>(IServiceProvider services)
    {
        if (services.GetServices<IHybridCacheSerializer<T>>().LastOrDefault(IsForeign) is { } registered)
        {
            return new ValueCodec<T>(registered, SchemaFingerprint.Compute(registered));
        }

        foreach (
            IHybridCacheSerializerFactory factory in services
                .GetServices<IHybridCacheSerializerFactory>()
                .Where(IsForeign)
                .Reverse()
        )
        {
            if (factory.TryCreateSerializer(out IHybridCacheSerializer<T>? created))
            {
                return new ValueCodec<T>(created, SchemaFingerprint.Compute(created));
            }
        }

        return CreateBuiltIn<T>() ?? CreateJson<T>(services);
    }

    private static ValueCodec<T>? CreateBuiltIn<T>()
    {
        object? raw =
            typeof(T) == typeof(string) ? new RawTextSerializer()
            : typeof(T) == typeof(byte[]) ? new RawBytesSerializer()
            : null;
        return raw is IHybridCacheSerializer<T> serializer
            ? new ValueCodec<T>(serializer, SchemaFingerprint.Compute(serializer))
            : null;
    }

    // Fields too, which the serializer leaves out by default: tuples have nothing else.
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Reflection)]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = Reflection)]
    private static ValueCodec<T> CreateJson<T>(IServiceProvider services)
    {
        JsonSerializerOptions options =
            services.GetKeyedService<JsonSerializerOptions>(typeof(IHybridCacheSerializer<T>))
            ?? services.GetKeyedService<JsonSerializerOptions>(typeof(IHybridCacheSerializer<>))
            ?? new JsonSerializerOptions { IncludeFields = true };
        options.MakeReadOnly(populateMissingResolver: true);
        return new ValueCodec<T>(
            new JsonValueSerializer<T>(options),
            SchemaFingerprint.Compute(options.GetTypeInfo(typeof(T)))
        );
    }

    // AddHybridCache registers serializers of its own. Whether somebody calls it must not change the wire form: processes
    // that share a Redis would stop reading each other's entries.
    private static bool IsForeign(object serializer) =>
        !string.Equals(serializer.GetType().Assembly.GetName().Name, MicrosoftsCache, StringComparison.Ordinal);
}
