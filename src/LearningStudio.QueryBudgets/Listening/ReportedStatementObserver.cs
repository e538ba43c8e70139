using System.Collections;
using System.Data.Common;
using LearningStudio.QueryBudgets.Counting;

namespace LearningStudio.QueryBudgets.Listening;

// Rule: what a library writes to count its statements. "StatementExecuting" before it sends one, "StatementExecuted" or
//   "StatementFailed" afterwards, under any prefix. The payload is the DbCommand, or an IReadOnlyDictionary with Command,
//   or with Text and Parameters, and with Duration at the end. Types of the BCL need no reflection. A statement is known by
//   its command or, as equal texts may run at once, by its payload.
internal sealed class ReportedStatementObserver : GuardedObserver<KeyValuePair<string, object?>>
{
    private const string Executing = "Executing";
    private const string Executed = "Executed";
    private const string Failed = "Failed";
    private readonly ReportedStatements _running = new();

    public static bool Listens(string name) =>
        !StatementRecorder.IsIdle && (Ends(name, Executing) || Ends(name, Executed) || Ends(name, Failed));

    protected override void Observe(KeyValuePair<string, object?> value)
    {
        var named = value.Value as IReadOnlyDictionary<string, object?>;
        DbCommand? command = value.Value as DbCommand ?? Read<DbCommand>(named, "Command");
        string? text = Read<string>(named, "Text");
        if (command is null && text is null)
        {
            return;
        }

        if (Ends(value.Key, Executing))
        {
            if (command is not null)
            {
                _running.Begin(command);
            }
            else
            {
                _running.Begin(named!, text!, Read<IEnumerable>(named, "Parameters"));
            }
        }
        else if (Ends(value.Key, Executed) || Ends(value.Key, Failed))
        {
            TimeSpan duration = Read<object>(named, "Duration") is TimeSpan given ? given : TimeSpan.Zero;
            _running.End(command ?? (object)named!, duration, Ends(value.Key, Failed));
        }
    }

    private static T? Read<T>(IReadOnlyDictionary<string, object?>? payload, string name)
        where T : class => payload is not null && payload.TryGetValue(name, out object? value) ? value as T : null;

    private static bool Ends(string name, string end) => name.EndsWith(end, StringComparison.Ordinal);
}
