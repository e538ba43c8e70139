using Microsoft.Extensions.Logging;

namespace LearningStudio.Repositories.Outbox;

// The types of exceptions alone: their texts are the handlers', and may hold keys or names.
/// <summary>The log events of the outbox. None holds an id, a text, a name or an address.</summary>
internal static partial class Log
{
    public const int HandlerFailedId = 2;
    public const int DeliveryFailedId = 3;
    public const int OutboxFailedId = 4;

    [LoggerMessage(
        HandlerFailedId,
        LogLevel.Warning,
        "{Handler} failed after a commit ({Error}); so did handlers of {Unlogged} other units since the last message. The events are stored and will be delivered again."
    )]
    public static partial void HandlerFailed(ILogger logger, string handler, string error, int unlogged);

    [LoggerMessage(
        DeliveryFailedId,
        LogLevel.Warning,
        "{Rows} rows of the outbox could not be delivered: {Handler} failed ({Error}), attempt {Attempt}. The next attempt follows in {Delay} at most."
    )]
    public static partial void DeliveryFailed(
        ILogger logger,
        int rows,
        string handler,
        string error,
        int attempt,
        TimeSpan delay
    );

    [LoggerMessage(
        OutboxFailedId,
        LogLevel.Warning,
        "The outbox could not be read or written. It is tried again; the message is not repeated until that succeeds."
    )]
    public static partial void OutboxFailed(ILogger logger, Exception failure);
}
