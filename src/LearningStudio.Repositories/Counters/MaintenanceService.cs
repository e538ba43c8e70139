using LearningStudio.Repositories.Schema;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace LearningStudio.Repositories.Counters;

/// <summary>Checks the tables at the host's start, and writes presence and rolls up counters at an interval and at its end.</summary>
internal sealed class MaintenanceService(
    ForumSchema schema,
    IForumPresence presence,
    IForumMaintenance maintenance,
    IOptions<ForumRepositoriesOptions> options,
    MaintenanceClock clock
) : BackgroundService
{
    private readonly Lock _lock = new();
    private Task? _end;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.CheckTables)
        {
            await schema.CheckAsync(cancellationToken).ConfigureAwait(false);
        }

        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    // A host may be stopped by its own end and by whoever holds it, at once: both wait for one last flush.
    public override Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _end ??= EndAsync(cancellationToken);
        }
    }

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        // Deferred counters are in the database; only what is in memory would be lost.
        await KeepingAsync(() => presence.FlushAsync(cancellationToken)).ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.FlushInterval, clock.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                await TendAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private Task TendAsync(CancellationToken cancellationToken) =>
        KeepingAsync(async () =>
        {
            await presence.FlushAsync(cancellationToken).ConfigureAwait(false);
            await maintenance.RollUpAsync(cancellationToken).ConfigureAwait(false);
        });

    // What fails is kept, and done the next time.
    private async Task KeepingAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.MaintenanceFailed(clock.Logger, failure);
        }
    }
}
