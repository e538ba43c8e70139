using LearningStudio.Moderation.Review;

namespace LearningStudio.HostApi.Adapters;

/// <summary>Looks after the review queue every hour: deletes what is old, and counts what is open.</summary>
internal sealed partial class ReviewUpkeep(ReviewQueueService reviews, TimeProvider time, ILogger<ReviewUpkeep> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await reviews.MaintainAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Failed(logger, failure);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The review queue could not be looked after. The next attempt is in an hour.")]
    private static partial void Failed(ILogger logger, Exception failure);
}
