using LearningStudio.HostApi.Settings;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LearningStudio.HostApi.Operations;

/// <summary>
/// Says that the host is not ready for <c>Shutdown:Delay</c> before it stops listening, so that whatever sends it
/// requests stops doing so first. Requests that are under way then have the rest of <c>HostOptions:ShutdownTimeout</c>.
/// </summary>
internal sealed class Draining(IConfiguration configuration, TimeProvider time) : IHostedLifecycleService, IHealthCheck
{
    private readonly TimeSpan _delay = configuration.ShutdownDelay();
    private volatile bool _isStopping;

    /// <summary>Whether the host is about to stop.</summary>
    public bool IsStopping => _isStopping;

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        Task.FromResult(
            _isStopping ? HealthCheckResult.Unhealthy("The host is shutting down.") : HealthCheckResult.Healthy()
        );

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        if (_delay > TimeSpan.Zero)
        {
            await Task.Delay(_delay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
