using System.Data.Common;
using System.Diagnostics;
using LearningStudio.SqlText;

namespace LearningStudio.Repositories.Diagnostics;

// Rule: each statement is reported by a DiagnosticListener, as EF Core reports its own: before it is sent, where the
//   caller's stack is still there, and when it has ended. Payloads are dictionaries, which take no reflection to read.
// Threads: any.
// Cost: with nobody listening, one field read for the listener and one for the metric; nothing is allocated.
internal sealed class StatementReporter(DatabaseMetrics metrics, TimeProvider time)
{
    public const string ListenerName = "LearningStudio.Repositories";
    public const string Executing = "StatementExecuting";
    public const string Executed = "StatementExecuted";
    public const string Failed = "StatementFailed";
    private static readonly DiagnosticListener Listener = new(ListenerName);

    /// <summary>Whether nobody wants to know of a statement of the current flow.</summary>
    public bool IsIdle => !metrics.MeasuresDurations && !(Listener.IsEnabled() && Listener.IsEnabled(Executing));

    public Statement Begin(DbCommand command)
    {
        if (Listener.IsEnabled() && Listener.IsEnabled(Executing))
        {
            Listener.Write(
                Executing,
                new Dictionary<string, object?>(StringComparer.Ordinal) { ["Command"] = command }
            );
        }

        Fingerprint? fingerprint = metrics.MeasuresDurations
            ? StatementTexts.Shared.Get(command.CommandText ?? "").Fingerprint
            : null;
        return new Statement(command, fingerprint, time.GetTimestamp());
    }

    public void End(in Statement statement, Exception? failure = null)
    {
        TimeSpan duration = time.GetElapsedTime(statement.Began);
        string name = failure is null ? Executed : Failed;
        if (Listener.IsEnabled() && Listener.IsEnabled(name))
        {
            Listener.Write(
                name,
                new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["Command"] = statement.Command,
                    ["Duration"] = duration,
                    ["Exception"] = failure,
                }
            );
        }

        if (statement.Fingerprint is not null)
        {
            metrics.Ran(statement.Fingerprint.Summary, statement.Command.GetType(), duration, failure);
        }
    }
}
