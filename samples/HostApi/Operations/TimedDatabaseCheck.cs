using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LearningStudio.HostApi.Operations;

/// <summary>
/// Gives the database two seconds, since a driver whose server hangs does not obey a cancellation. A question that has no
/// answer yet is not asked again, so that it holds one connection at most. Thread-safe.
/// </summary>
internal sealed class TimedDatabaseCheck(DatabaseHealth check, TimeProvider time) : IHealthCheck
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);
    private readonly Lock _lock = new();
    private Task<HealthCheckResult>? _running;

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        Task<HealthCheckResult> running;
        lock (_lock)
        {
            if (_running is null or { IsCompleted: true })
            {
                _running = Task.Run(
                    () => check.CheckHealthAsync(context, CancellationToken.None),
                    CancellationToken.None
                );
            }

            running = _running;
        }

        try
        {
            return await running.WaitAsync(Limit, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return check.Away($"The database does not answer within {Limit.TotalSeconds} s.");
        }
    }
}
