using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.Caching.Tests;

/// <summary>A cache in memory that is configured by settings, as a host's file has them.</summary>
internal sealed class ConfiguredCache : IDisposable
{
    private readonly ServiceProvider _services;

    public ConfiguredCache(Dictionary<string, string?> settings)
    {
        Configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        _services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddLearningStudioCaching(Configuration)
            .BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; } = new();

    public IConfigurationRoot Configuration { get; }

    public IServiceProvider Services => _services;

    public VersionedCache Cache => _services.GetRequiredService<VersionedCache>();

    public void Dispose() => _services.Dispose();
}
