using LearningStudio.Moderation.Sql.Diagnostics;
using LearningStudio.Moderation.Sql.RuleRecords;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LearningStudio.Moderation.Sql.Hosting;

/// <summary>Makes the tables ready when the host starts, and writes what rules hit at an interval and at its end.</summary>
internal sealed class ModerationSqlService(
    ModerationSchema schema,
    RuleStatisticsKeeper keeper,
    IOptions<ModerationSqlOptions> options,
    TimeProvider time,
    ILogger<ModerationSqlService> logger
) : BackgroundService
{
    private readonly Lock _lock = new();
    private Task? _end;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.MigrateAtStart)
        {
            await schema.MigrateAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await schema.CheckAsync(cancellationToken).ConfigureAwait(false);
        }

        await keeper.ReadAsync(cancellationToken).ConfigureAwait(false);
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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.FlushInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                await FlushAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        await FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    // What fails is written the next time.
    private async Task FlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            await keeper.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.FlushFailed(logger, failure);
        }
    }
}
