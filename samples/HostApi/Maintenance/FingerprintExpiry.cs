using LearningStudio.Moderation.Duplicates;

namespace LearningStudio.HostApi.Maintenance;

/// <summary>Lets moderation forget old fingerprints once a day.</summary>
internal sealed partial class FingerprintExpiry(
    DuplicateDetector detector,
    TimeProvider time,
    ILogger<FingerprintExpiry> logger
) : PeriodicWork(TimeSpan.FromDays(1), time)
{
    protected override Task RunAsync(CancellationToken cancellationToken) => detector.ExpireAsync(cancellationToken);

    protected override void Log(Exception failure) => Failed(logger, failure);

    [LoggerMessage(1, LogLevel.Warning, "Old fingerprints could not be deleted. The next attempt is in a day.")]
    private static partial void Failed(ILogger logger, Exception failure);
}
