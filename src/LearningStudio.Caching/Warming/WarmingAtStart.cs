using Microsoft.Extensions.Hosting;

namespace LearningStudio.Caching.Warming;

/// <summary>Runs the warmers when the host starts, beside its first requests.</summary>
internal sealed class WarmingAtStart(CacheWarmup warmup) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await warmup.RunAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }
}
