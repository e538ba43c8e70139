using LearningStudio.Caching.Layers;
using Microsoft.Extensions.DependencyInjection;

namespace LearningStudio.Caching.Diagnostics;

/// <summary>A cache that was registered, and its service key; null for the plain one.</summary>
internal sealed record CacheRegistration(object? Key)
{
    /// <summary>The name of its options, and what its figures are told apart by: empty for the plain one.</summary>
    /// <remarks>A key that is no text, or none, has its type in the name: <c>1</c> is not <c>"1"</c>.</remarks>
    public string Name =>
        Key switch
        {
            null => "",
            string { Length: > 0 } text => text,
            _ => $"{Key.GetType()}:{Key}",
        };

    /// <summary>The cache; null where the application registered one of its own, of which nothing is known.</summary>
    public LayeredCache? Find(IServiceProvider services) =>
        (Key is null ? services.GetService<VersionedCache>() : services.GetKeyedService<VersionedCache>(Key))
        as LayeredCache;

    /// <summary>Adds it unless it is there.</summary>
    public static CacheRegistration Add(IServiceCollection services, object? key)
    {
        var registration = new CacheRegistration(key);
        if (!services.Any(service => registration.Equals(service.ImplementationInstance)))
        {
            services.AddSingleton(registration);
        }

        return registration;
    }
}
