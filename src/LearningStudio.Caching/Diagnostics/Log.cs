using Microsoft.Extensions.Logging;

namespace LearningStudio.Caching.Diagnostics;

/// <summary>Every event the cache logs; none holds a key or a value.</summary>
internal static partial class Log
{
    public const int UncacheableKeyId = 1;
    public const int PayloadTooLargeId = 2;
    public const int UnwritableValueId = 3;
    public const int UnreadableValueId = 4;
    public const int RedisLeftId = 5;
    public const int RedisJoinedId = 6;
    public const int JournalOverflowedId = 7;
    public const int ExpiredValueServedId = 8;
    public const int BackgroundWorkFailedId = 9;
    public const int ReadId = 10;
    public const int InvalidatedId = 11;
    public const int InconsistentId = 12;
    public const int MessagesRefusedId = 13;
    public const int InvalidationsLostId = 14;
    public const int ConfigurationRejectedId = 15;
    public const int RedisStillAwayId = 16;

    [LoggerMessage(
        UncacheableKeyId,
        LogLevel.Error,
        "A key of {Length} characters is not cached: keys must not be blank, must not hold control characters and may have at most {Maximum} characters (Limits.MaxKeyLength)."
    )]
    public static partial void UncacheableKey(this ILogger logger, int length, int maximum);

    [LoggerMessage(
        PayloadTooLargeId,
        LogLevel.Warning,
        "A value of {Bytes} bytes is not cached: Limits.MaxPayloadBytes allows {Maximum}."
    )]
    public static partial void PayloadTooLarge(this ILogger logger, int bytes, int maximum);

    [LoggerMessage(
        UnwritableValueId,
        LogLevel.Error,
        "A value of type {Type} is not cached: its serialiser failed with {Exception}. Register an IHybridCacheSerializer for the type."
    )]
    public static partial void UnwritableValue(this ILogger logger, Type type, Type exception);

    [LoggerMessage(
        UnreadableValueId,
        LogLevel.Error,
        "A cached value of type {Type} counts as absent: its serialiser failed with {Exception}."
    )]
    public static partial void UnreadableValue(this ILogger logger, Type type, Type exception);

    [LoggerMessage(
        RedisLeftId,
        LogLevel.Warning,
        "Redis is not used for now ({Reason}): memory serves, and invalidations are kept until it is back."
    )]
    public static partial void RedisLeft(this ILogger logger, string reason);

    [LoggerMessage(
        RedisStillAwayId,
        LogLevel.Warning,
        "Redis is still unavailable, now for another reason ({Reason})."
    )]
    public static partial void RedisStillAway(this ILogger logger, string reason);

    [LoggerMessage(
        RedisJoinedId,
        LogLevel.Information,
        "Redis is used again after {Seconds:F1} s; the invalidations kept meanwhile are in force everywhere."
    )]
    public static partial void RedisJoined(this ILogger logger, double seconds);

    [LoggerMessage(
        ExpiredValueServedId,
        LogLevel.Warning,
        "A factory for {Type} failed with {Exception}: an expired value serves for now (FailSafe)."
    )]
    public static partial void ExpiredValueServed(this ILogger logger, Type type, Type exception);

    [LoggerMessage(
        BackgroundWorkFailedId,
        LogLevel.Warning,
        "The {Work} of {Type} failed with {Exception}: values are computed when they are asked for. A refresh runs beside its caller and after it: its factory must not use the caller's scope, such as its DbContext."
    )]
    public static partial void BackgroundWorkFailed(this ILogger logger, string work, Type type, Type exception);

    [LoggerMessage(
        JournalOverflowedId,
        LogLevel.Warning,
        "More than {Capacity} invalidations wait for Redis (Redis.JournalCapacity): they became one of everything."
    )]
    public static partial void JournalOverflowed(this ILogger logger, int capacity);

    [LoggerMessage(
        MessagesRefusedId,
        LogLevel.Warning,
        "Redis refuses messages to this account ({Reason}): invalidations by other processes reach this process's memory by its heartbeat, every {Interval}. Grant the account its channel."
    )]
    public static partial void MessagesRefused(this ILogger logger, string reason, TimeSpan interval);

    [LoggerMessage(
        InvalidationsLostId,
        LogLevel.Error,
        "{Count} invalidations are lost: the process ended before Redis could be reached. Other processes may serve what they concern until it expires."
    )]
    public static partial void InvalidationsLost(this ILogger logger, int count);

    [LoggerMessage(
        ConfigurationRejectedId,
        LogLevel.Error,
        "Changed settings of the cache are not used, the ones before stay in force: {Failures}"
    )]
    public static partial void ConfigurationRejected(this ILogger logger, string failures);

    [LoggerMessage(ReadId, LogLevel.Debug, "Read of {Family}: {Result} ({Level}).")]
    public static partial void Read(this ILogger logger, string family, string result, string level);

    [LoggerMessage(InvalidatedId, LogLevel.Debug, "Invalidated: {Count} by {Kind}.")]
    public static partial void Invalidated(this ILogger logger, int count, string kind);

    [LoggerMessage(
        InconsistentId,
        LogLevel.Warning,
        "A cached value of {Family} differs from a new one: something changed without an invalidation, or its factory gives another value each time."
    )]
    public static partial void Inconsistent(this ILogger logger, string family);
}
