using System.Data.Common;
using System.Net.Sockets;
using LearningStudio.Repositories.Writing;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Data.Sqlite;

namespace LearningStudio.HostApi.Http;

/// <summary>
/// Answers 503 with Retry-After where the database cannot be reached, is too busy or has no room, and says so in the log once
/// in ten seconds instead of once a request.
/// </summary>
internal sealed partial class DatabaseOutage(TimeProvider time, ILogger<DatabaseOutage> logger) : IExceptionHandler
{
    // SQLite: busy, locked, read-only, I/O error, disk full, cannot be opened, lock protocol.
    private static readonly HashSet<int> SqliteCodes = [5, 6, 8, 10, 13, 14, 15];

    // PostgreSQL: read-only, shutting down, crashed, starting. Npgsql knows the rest, a full disk for example, as transient.
    private static readonly HashSet<string> PostgreSqlCodes = ["25006", "57P01", "57P02", "57P03"];
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);
    private long _loggedAt = -1;
    private int _unlogged;

    /// <summary>Whether an exception means an outage: what was asked for may succeed later.</summary>
    public static bool Is(Exception exception) =>
        exception switch
        {
            CommitUncertainException => true,
            SqliteException sqlite => SqliteCodes.Contains(sqlite.SqliteErrorCode),
            DbException { SqlState: { } code } when PostgreSqlCodes.Contains(code) => true,
            DbException { IsTransient: true } => true,
            DbException { InnerException: SocketException or IOException or TimeoutException } => true,
            { InnerException: { } inner } => Is(inner),
            _ => false,
        };

    public async ValueTask<bool> TryHandleAsync(
        HttpContext httpContext,
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        if (!Is(exception))
        {
            return false;
        }

        Log(exception);
        return await Problems.WriteLaterAsync(
            httpContext,
            StatusCodes.Status503ServiceUnavailable,
            RetryAfter,
            "The database cannot be reached at the moment.",
            exception is CommitUncertainException
                ? "What was sent may have been stored: look before you send it again."
                : "Nothing was stored. Try again in a moment."
        );
    }

    private void Log(Exception exception)
    {
        Interlocked.Increment(ref _unlogged);
        long now = time.GetTimestamp();
        long before = Volatile.Read(ref _loggedAt);
        if (
            (before < 0 || time.GetElapsedTime(before, now) >= Quiet)
            && Interlocked.CompareExchange(ref _loggedAt, now, before) == before
        )
        {
            Failed(logger, Interlocked.Exchange(ref _unlogged, 0), exception.GetType().Name);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The database cannot be reached: {Count} requests were answered 503 ({Error}).")]
    private static partial void Failed(ILogger logger, int count, string error);
}
