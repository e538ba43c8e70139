using System.Data.Common;
using System.Diagnostics;

namespace LearningStudio.Moderation.Sql.Diagnostics;

// Rule: a statement is reported before it is sent, where the caller's stack is still there, and again when its last row
//   has been read. The events are named and shaped as those of Entity Framework Core.
// Cost: without a listener, one read of a field.
/// <summary>Reports the package's statements to whoever listens, such as a counter of statements. Thread-safe.</summary>
internal static class StatementEvents
{
    public const string Listener = "LearningStudio.Moderation.Sql";
    public const string Executing = Listener + ".CommandExecuting";
    public const string Executed = Listener + ".CommandExecuted";
    public const string Failed = Listener + ".CommandError";

    private static readonly DiagnosticListener Source = new(Listener);

    public static Task<T> WatchAsync<T>(
        DbCommand command,
        Func<DbCommand, CancellationToken, Task<T>> run,
        CancellationToken cancellationToken
    ) => Source.IsEnabled() ? ReportAsync(command, run, cancellationToken) : run(command, cancellationToken);

    private static async Task<T> ReportAsync<T>(
        DbCommand command,
        Func<DbCommand, CancellationToken, Task<T>> run,
        CancellationToken cancellationToken
    )
    {
        Source.Write(Executing, new StatementEvent(command, TimeSpan.Zero, null));
        long began = Stopwatch.GetTimestamp();
        try
        {
            T result = await run(command, cancellationToken).ConfigureAwait(false);
            Source.Write(Executed, new StatementEvent(command, Stopwatch.GetElapsedTime(began), null));
            return result;
        }
        catch (Exception failure)
        {
            Source.Write(Failed, new StatementEvent(command, Stopwatch.GetElapsedTime(began), failure));
            throw;
        }
    }
}
