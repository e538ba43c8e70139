namespace LearningStudio.HostApi.Maintenance;

/// <summary>Work that is done again and again; what fails is logged, and done the next time.</summary>
internal abstract class PeriodicWork(TimeSpan interval, TimeProvider time) : BackgroundService
{
    protected DateTimeOffset Now => time.GetUtcNow();

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Log(failure);
            }
        }
    }

    protected abstract Task RunAsync(CancellationToken cancellationToken);

    protected abstract void Log(Exception failure);
}
