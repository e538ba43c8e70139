using LearningStudio.Moderation.Review;
using LearningStudio.Repositories.Auditing;

namespace LearningStudio.HostApi.Maintenance;

/// <summary>
/// Looks after the review queue every hour: deletes what is old and the earlier texts that no review needs any more, and
/// counts what is open.
/// </summary>
internal sealed partial class ReviewMaintenance(
    ReviewQueueService reviews,
    IRevisionRepository revisions,
    TimeProvider time,
    ILogger<ReviewMaintenance> logger
) : PeriodicWork(TimeSpan.FromHours(1), time)
{
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        await reviews.MaintainAsync(cancellationToken);
        await revisions.ExpireAsync(Now - reviews.UndoWindow, cancellationToken);
    }

    protected override void Log(Exception failure) => Failed(logger, failure);

    [LoggerMessage(1, LogLevel.Warning, "The review queue could not be looked after. The next attempt is in an hour.")]
    private static partial void Failed(ILogger logger, Exception failure);
}
