using LearningStudio.Repositories.Sql;
using Microsoft.Extensions.Hosting;

namespace LearningStudio.Repositories.Outbox;

/// <summary>Delivers what waits in the outbox, from the host's start to its end.</summary>
internal sealed class OutboxDispatcher(ForumOutbox outbox, ForumDatabase database, OutboxClock clock)
    : BackgroundService
{
    private const int MaxPause = 20;
    private int _failures;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        if (outbox.IsUsed)
        {
            // What is left would be delivered once more.
            await TryAsync(outbox.RemoveHandledAsync, cancellationToken).ConfigureAwait(false);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!outbox.IsUsed)
        {
            return;
        }

        using var timer = new PeriodicTimer(database.Options.OutboxPollInterval, clock.Time);
        int skipped = 0;
        try
        {
            do
            {
                // While the database is away it is asked less often.
                if (skipped++ >= Math.Min(_failures, MaxPause))
                {
                    skipped = 0;
                    await TryAsync(outbox.DeliverAsync, stoppingToken).ConfigureAwait(false);
                }
            } while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken).ConfigureAwait(false);
            _failures = 0;
        }
        catch (Exception failure)
            when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            if (_failures++ == 0)
            {
                Log.OutboxFailed(clock.Logger, failure);
            }
        }
    }
}
