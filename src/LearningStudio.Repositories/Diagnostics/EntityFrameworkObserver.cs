using System.Collections.Concurrent;
using System.Data.Common;

namespace LearningStudio.Repositories.Diagnostics;

// Rule: counted before the command is executed, where the caller's stack is still there; measured when EF Core tells how
//   it ended. A payload of another shape is ignored.
internal sealed class EntityFrameworkObserver(StatementRecorder recorder) : IObserver<KeyValuePair<string, object?>>
{
    private const string Executing = "CommandExecuting";
    private const string Executed = "CommandExecuted";
    private const string Failed = "CommandError";
    private readonly ConcurrentDictionary<Type, CommandPayload> _payloads = new();

    public static bool Listens(string name) => EventOf(name) is Executing or Executed or Failed;

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is not { } payload || !Listens(value.Key) || recorder.IsIdle)
        {
            return;
        }

        CommandPayload shape = _payloads.GetOrAdd(payload.GetType(), static type => new CommandPayload(type));
        DbCommand? command = shape.Command(payload);
        if (command is null or CountedCommand)
        {
            return;
        }

        if (EventOf(value.Key) is Executing)
        {
            recorder.Begin(command);
        }
        else
        {
            recorder.End(
                command,
                shape.Duration(payload),
                EventOf(value.Key) is Failed ? shape.Failure(payload) : null
            );
        }
    }

    // Without the part that names the library.
    private static string EventOf(string name) => name[(name.LastIndexOf('.') + 1)..];

    public void OnCompleted() { }

    public void OnError(Exception error) { }
}
