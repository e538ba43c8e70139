using LearningStudio.Moderation;

namespace LearningStudio.HostApi.Adapters;

/// <summary>Lets moderation forget old fingerprints once a day.</summary>
internal sealed class FingerprintExpiry(DuplicateDetector detector, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var days = new PeriodicTimer(TimeSpan.FromDays(1), time);
        while (await days.WaitForNextTickAsync(stoppingToken))
        {
            await detector.ExpireAsync(stoppingToken);
        }
    }
}
