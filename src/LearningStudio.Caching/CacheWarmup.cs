using LearningStudio.Caching.Diagnostics;
using LearningStudio.Caching.Warming;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LearningStudio.Caching;

/// <summary>Runs every registered <see cref="ICacheWarmer"/>, four at a time; resolved from the container.</summary>
/// <remarks>Thread-safe. Warmers that fail are logged and counted, and disturb neither the others nor the start.</remarks>
public sealed class CacheWarmup
{
    private const int AtOnce = 4;
    private readonly IServiceScopeFactory _scopes;
    private readonly IReadOnlyList<WarmerRegistration> _warmers;
    private readonly IServiceProvider _services;
    private readonly ILogger<VersionedCache> _logger;

    internal CacheWarmup(
        IServiceScopeFactory scopes,
        IEnumerable<WarmerRegistration> warmers,
        IServiceProvider services,
        ILogger<VersionedCache> logger
    )
    {
        _scopes = scopes;
        _warmers = [.. warmers];
        _services = services;
        _logger = logger;
    }

    /// <summary>Runs the warmers once, for example after a deployment or a large invalidation.</summary>
    /// <param name="cancellationToken">Ends the run; warmers that have not begun do not begin.</param>
    /// <returns>How many warmers failed.</returns>
    /// <exception cref="InvalidOperationException">A warmer's cache is not registered.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken = default)
    {
        int failed = 0;
        foreach (WarmerRegistration warmer in _warmers)
        {
            _ = GetCache(warmer);
        }

        await Parallel
            .ForEachAsync(
                _warmers,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (warmer, token) =>
                {
                    if (!await TryWarmAsync(warmer, token).ConfigureAwait(false))
                    {
                        Interlocked.Increment(ref failed);
                    }
                }
            )
            .ConfigureAwait(false);
        return failed;
    }

    private VersionedCache GetCache(WarmerRegistration registration) =>
        registration.CacheKey is { } key
            ? _services.GetRequiredKeyedService<VersionedCache>(key)
            : _services.GetService<VersionedCache>()
                ?? throw new InvalidOperationException(
                    $"{registration.Type} has no cache to fill: call AddLearningStudioCaching, or AddKeyedCacheWarmer with the "
                        + "key of a cache that was registered by AddKeyedLearningStudioCaching."
                );

    private async Task<bool> TryWarmAsync(WarmerRegistration registration, CancellationToken cancellationToken)
    {
        try
        {
            AsyncServiceScope scope = _scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                var warmer = (ICacheWarmer)
                    ActivatorUtilities.GetServiceOrCreateInstance(scope.ServiceProvider, registration.Type);
                await warmer.WarmAsync(GetCache(registration), cancellationToken).ConfigureAwait(false);
            }

            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // A cold value is computed when it is asked for; the start goes on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _logger.BackgroundWorkFailed("warming", registration.Type, exception.GetType());
            return false;
        }
    }
}
