using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace LearningStudio.Caching.Tests;

/// <summary>A cache as the container builds it, with a clock and a log that the test controls.</summary>
internal sealed class CacheFixture : IDisposable
{
    private readonly ServiceProvider _services;

    public CacheFixture(Action<VersionedCacheOptions>? configure = null, LogLevel level = LogLevel.Information)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<ILoggerFactory>(
            new LoggerFactory([new FakeLoggerProvider(Logs)], new LoggerFilterOptions { MinLevel = level })
        );
        services.AddLearningStudioCaching(configure);
        _services = services.BuildServiceProvider(
            new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }
        );
        Cache = _services.GetRequiredService<VersionedCache>();
    }

    public VersionedCache Cache { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public FakeLogCollector Logs { get; } = FakeLogCollector.Create(new FakeLogCollectorOptions());

    public void Dispose() => _services.Dispose();
}
