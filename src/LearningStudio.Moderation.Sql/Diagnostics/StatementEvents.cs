using System.Data.Common;
using System.Diagnostics;

namespace LearningStudio.Moderation.Sql.Diagnostics;

// Rule: a statement is reported before it is sent, where the caller's stack is still there, and again when its last row
//   has been read. Payloads are dictionaries, which take no reflection to read.
// Cost: without a listener, one read of a field; without one that asks for statements, a call to each.
/// <summary>Reports the package's statements to whoever listens, such as a counter of statements. Thread-safe.</summary>
internal static class StatementEvents
{
    public const string Listener = "LearningStudio.Moderation.Sql";
    public const string Executing = "StatementExecuting";
    public const string Executed = "StatementExecuted";
    public const string Failed = "StatementFailed";

    private static readonly DiagnosticListener Source = new(Listener);

    public static Task<T> WatchAsync<T>(
        DbCommand command,
        Func<DbCommand, CancellationToken, Task<T>> run,
        CancellationToken cancellationToken
    ) =>
        Source.IsEnabled() && Source.IsEnabled(Executing)
            ? ReportAsync(command, run, cancellationToken)
            : run(command, cancellationToken);

    private static async Task<T> ReportAsync<T>(
        DbCommand command,
        Func<DbCommand, CancellationToken, Task<T>> run,
        CancellationToken cancellationToken
    )
    {
        Source.Write(Executing, CreatePayload(command));
        long began = Stopwatch.GetTimestamp();
        try
        {
            T result = await run(command, cancellationToken).ConfigureAwait(false);
            Source.Write(Executed, CreatePayload(command, Stopwatch.GetElapsedTime(began)));
            return result;
        }
        catch (Exception failure)
        {
            Source.Write(Failed, CreatePayload(command, Stopwatch.GetElapsedTime(began), failure));
            throw;
        }
    }

    private static Dictionary<string, object?> CreatePayload(
        DbCommand command,
        TimeSpan? duration = null,
        Exception? failure = null
    ) =>
        new(StringComparer.Ordinal)
        {
            ["Command"] = command,
            ["Duration"] = duration,
            ["Exception"] = failure,
        };
}
