using LearningStudio.Moderation;

namespace LearningStudio.HostApi.Adapters;

/// <summary>Lets moderation forget old fingerprints once a day.</summary>
internal sealed partial class FingerprintExpiry(
    DuplicateDetector detector,
    TimeProvider time,
    ILogger<FingerprintExpiry> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var days = new PeriodicTimer(TimeSpan.FromDays(1), time);
        while (await days.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await detector.ExpireAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Failed(logger, failure);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Old fingerprints could not be deleted. The next attempt is in a day.")]
    private static partial void Failed(ILogger logger, Exception failure);
}
