using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using LearningStudio.SqlText;

namespace LearningStudio.Statements;

// Rule: each statement is reported by a DiagnosticListener, as EF Core reports its own: before it is sent, where the
//   caller's stack is still there, and when it has ended. Payloads are dictionaries, which take no reflection to read.
// Threads: any.
// Cost: with nobody listening, one field read for the listener and one for the metric; nothing is allocated.
/// <summary>Reports and measures the statements of the package that this is compiled into.</summary>
internal sealed class StatementReporter(DatabaseMetrics metrics, TimeProvider time)
{
    public const string Executing = "StatementExecuting";
    public const string Executed = "StatementExecuted";
    public const string Failed = "StatementFailed";
    private static readonly DiagnosticListener Listener = new(DatabaseMetrics.Name);

    /// <summary>With the application's meters, if it has a factory of them.</summary>
    public static StatementReporter For(IServiceProvider services, bool measuresDurations)
    {
        var factory = (IMeterFactory?)services.GetService(typeof(IMeterFactory));
        Meter meter = factory?.Create(DatabaseMetrics.Name) ?? DatabaseMetrics.SharedMeter;
        var time = (TimeProvider?)services.GetService(typeof(TimeProvider));
        return new StatementReporter(new DatabaseMetrics(meter, measuresDurations), time ?? TimeProvider.System);
    }

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
