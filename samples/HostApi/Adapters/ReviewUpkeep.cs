using LearningStudio.Moderation.Review;

namespace LearningStudio.HostApi.Adapters;

/// <summary>Looks after the review queue every hour: deletes what is old, and counts what is open.</summary>
internal sealed partial class ReviewUpkeep(ReviewQueueService reviews, TimeProvider time, ILogger<ReviewUpkeep> logger)
    : PeriodicWork(TimeSpan.FromHours(1), time)
{
    protected override Task RunAsync(CancellationToken cancellationToken) => reviews.MaintainAsync(cancellationToken);

    protected override void Log(Exception failure) => Failed(logger, failure);

    [LoggerMessage(1, LogLevel.Warning, "The review queue could not be looked after. The next attempt is in an hour.")]
    private static partial void Failed(ILogger logger, Exception failure);
}
