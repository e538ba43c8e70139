using Microsoft.Extensions.Logging;

namespace LearningStudio.Moderation.Sql.Diagnostics;

/// <summary>Every log event of the package. None holds a text, a name or an address.</summary>
internal static partial class Log
{
    public const int FlushFailedId = 1;

    [LoggerMessage(
        FlushFailedId,
        LogLevel.Warning,
        "The rule statistics could not be written. They stay in memory and are written at the next interval."
    )]
    public static partial void FlushFailed(ILogger logger, Exception failure);
}
