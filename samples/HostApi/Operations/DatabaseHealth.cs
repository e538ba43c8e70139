using LearningStudio.Repositories;
using LinqToDB.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LearningStudio.HostApi.Operations;

/// <summary>Whether the database answers: without it nothing but cached answers can be given.</summary>
internal sealed class DatabaseHealth(Func<ForumDb> open) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        await using ForumDb db = open();
        try
        {
            await db.ExecuteAsync<int>("SELECT 1", cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Its type alone: the text may hold names of servers and users.
            return HealthCheckResult.Unhealthy($"The database does not answer: {failure.GetType().Name}.");
        }
    }
}
