using LearningStudio.Caching;
using LearningStudio.Repositories;
using LinqToDB.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace LearningStudio.HostApi.Operations;

/// <summary>
/// Whether the database answers. While it does not, a host that has reached it before is degraded: it goes on with cached
/// answers, and all hosts are in the same state at once, so none may leave the rotation for it.
/// </summary>
internal sealed class DatabaseHealth(Func<ForumDb> open, IOptionsMonitor<VersionedCacheOptions> cache) : IHealthCheck
{
    private volatile bool _hasAnswered;

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        await using ForumDb db = open();
        try
        {
            await db.ExecuteAsync<int>("SELECT 1", cancellationToken);
            _hasAnswered = true;
            return HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Its type alone: the text may hold names of servers and users.
            return Away($"The database does not answer: {failure.GetType().Name}.");
        }
    }

    /// <summary>What it means that the database does not answer.</summary>
    public HealthCheckResult Away(string description) =>
        _hasAnswered && cache.CurrentValue.Enabled
            ? HealthCheckResult.Degraded($"{description} Cached answers are served.")
            : HealthCheckResult.Unhealthy(description);
}
