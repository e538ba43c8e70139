using LearningStudio.QueryBudgets.Counting;

namespace LearningStudio.QueryBudgets.Listening;

// Rule: counted before the command is executed, where the caller's stack is still there; measured when EF Core reports how
//   it ended. A payload of another shape is ignored, and a counted command counts itself. Also without a scope the answer is
//   that somebody listens: a context that is told no does not ask again for a second, in which it may come into a scope.
internal sealed class EntityFrameworkObserver : GuardedObserver<KeyValuePair<string, object?>>
{
    public const string ListenerName = "Microsoft.EntityFrameworkCore";
    private const string Prefix = "Microsoft.EntityFrameworkCore.Database.Command.";
    private const string Executing = Prefix + "CommandExecuting";
    private const string Executed = Prefix + "CommandExecuted";
    private const string Failed = Prefix + "CommandError";
    private const string Canceled = Prefix + "CommandCanceled";
    private readonly ReportedStatements _running = new();

    public static bool Listens(string name) => name is Executing or Executed or Failed or Canceled;

    protected override void Observe(KeyValuePair<string, object?> value)
    {
        bool isUnwatched = value.Key is Executing && StatementRecorder.IsIdle;
        if (
            isUnwatched
            || value.Value is not { } payload
            || EntityFrameworkEvents.CommandOf(payload) is not { } command
        )
        {
            return;
        }

        switch (value.Key)
        {
            case Executing:
                _running.Begin(command);
                break;
            case Executed or Failed or Canceled:
                _running.End(command, EntityFrameworkEvents.DurationOf(payload), value.Key is not Executed);
                break;
        }
    }
}
