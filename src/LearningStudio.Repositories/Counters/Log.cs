using Microsoft.Extensions.Logging;

namespace LearningStudio.Repositories.Counters;

/// <summary>Every log event of the package. None holds a text, a name or an address.</summary>
internal static partial class Log
{
    public const int UpkeepFailedId = 1;

    [LoggerMessage(
        UpkeepFailedId,
        LogLevel.Warning,
        "Presence, views or deferred counters could not be written. They are kept and written at the next interval."
    )]
    public static partial void MaintenanceFailed(ILogger logger, Exception failure);
}
