using System.Diagnostics.Metrics;

namespace LearningStudio.HostApi.Identity;

/// <summary>Counts and logs failed sign-ins and forbidden requests: ids alone, never a token, name or subject. Thread-safe.</summary>
internal sealed partial class Refusals : IDisposable
{
    public const string MeterName = "LearningStudio.HostApi";
    private readonly Counter<long> _signIns;
    private readonly Counter<long> _forbidden;
    private readonly Dictionary<SignInFailure, MinuteLog> _signInLogs;
    private readonly Dictionary<ForbiddenReason, MinuteLog> _forbiddenLogs;

    public Refusals(IMeterFactory meters, TimeProvider time, ILogger<Refusals> logger)
    {
        Meter meter = meters.Create(MeterName);
        _signIns = meter.CreateCounter<long>("forum.signin.failures");
        _forbidden = meter.CreateCounter<long>("forum.requests.forbidden");
        _signInLogs = Enum.GetValues<SignInFailure>()
            .ToDictionary(
                reason => reason,
                reason => new MinuteLog(
                    time,
                    (count, last) => LogSignIns(logger, count, reason, last.Route, last.Account)
                )
            );
        _forbiddenLogs = Enum.GetValues<ForbiddenReason>()
            .ToDictionary(
                reason => reason,
                reason => new MinuteLog(
                    time,
                    (count, last) => LogForbidden(logger, count, reason, last.Route, last.Account)
                )
            );
    }

    public void SignInFailed(HttpContext context, SignInFailure reason, long? accountId = null)
    {
        _signIns.Add(1, Tag("forum.signin.reason", reason));
        _signInLogs[reason].Add(Occurrence.Create(context, accountId));
    }

    public void Forbidden(HttpContext context, ForbiddenReason reason, long? accountId)
    {
        _forbidden.Add(1, Tag("forum.forbidden.reason", reason));
        _forbiddenLogs[reason].Add(Occurrence.Create(context, accountId));
    }

    public void Dispose()
    {
        foreach (MinuteLog log in _signInLogs.Values.Concat(_forbiddenLogs.Values))
        {
            log.Dispose();
        }
    }

    private static KeyValuePair<string, object?> Tag<TReason>(string name, TReason reason)
        where TReason : struct, Enum => new(name, reason.ToString().ToLowerInvariant());

    [LoggerMessage(1, LogLevel.Warning, "{Count} sign-ins failed ({Reason}); the last at {Route}, account {Account}.")]
    private static partial void LogSignIns(
        ILogger logger,
        int count,
        SignInFailure reason,
        string route,
        string account
    );

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "{Count} requests were forbidden ({Reason}); the last at {Route}, account {Account}."
    )]
    private static partial void LogForbidden(
        ILogger logger,
        int count,
        ForbiddenReason reason,
        string route,
        string account
    );
}
