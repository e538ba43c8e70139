using System.Collections;
using System.Data.Common;
using System.Runtime.CompilerServices;
using LearningStudio.QueryBudgets.Counting;

namespace LearningStudio.QueryBudgets.Listening;

/// <summary>The statements that listeners reported as begun and not yet as ended. Thread-safe.</summary>
internal sealed class ReportedStatements
{
    // By the reference of the command, or of the payload where there is none; what never ends is forgotten with it.
    private readonly ConditionalWeakTable<object, object> _running = [];

    public void Begin(DbCommand command)
    {
        if (command is not CountedCommand && !StatementRecorder.IsIdle)
        {
            _running.AddOrUpdate(command, StatementRecorder.Begin(command));
        }
    }

    public void Begin(object payload, string sql, IEnumerable? parameters)
    {
        if (!StatementRecorder.IsIdle)
        {
            _running.AddOrUpdate(payload, StatementRecorder.Begin(sql, parameters));
        }
    }

    public void End(object statement, TimeSpan duration, bool failed)
    {
        if (_running.TryGetValue(statement, out object? running))
        {
            _running.Remove(statement);
            StatementRecorder.End((RunningStatement)running, duration, failed);
        }
    }
}
