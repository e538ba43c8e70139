using System.Data;
using System.Data.Common;
using LearningStudio.QueryBudgets.Findings;
using LearningStudio.QueryBudgets.Stacks;
using LearningStudio.SqlText;

namespace LearningStudio.QueryBudgets.Counting;

// Rule: a statement is counted before it is sent, where the caller's stack is still there, whether or not it fails; its
//   duration is added when it ends.
// Threads: any.
// Cost: without a scope, one read of an AsyncLocal.
internal static class StatementRecorder
{
    private static readonly TimeProvider Time = TimeProvider.System;

    /// <summary>Whether no scope would count a statement of the current flow.</summary>
    public static bool IsIdle => QueryScope.Current is null;

    /// <param name="command">The command; it is neither changed nor kept.</param>
    /// <param name="opened">The stack that opened its connection, if that is known.</param>
    public static RunningStatement Begin(DbCommand command, CapturedStack? opened = null)
    {
        StatementText text = StatementTexts.Shared.Get(command.CommandText ?? "");
        StatementKind kind =
            command.CommandType == CommandType.StoredProcedure
                ? StatementKind.Procedure
                : StatementKinds.Get(text.Fingerprint);
        return Begin(text, kind, ParameterHash.Compute(command.Parameters, text.Literals), opened);
    }

    /// <summary>A batch is sent at once and counts as one statement; commands of the same text are named once.</summary>
    public static RunningStatement Begin(DbBatch batch, CapturedStack? opened = null)
    {
        IEnumerable<string> texts = batch.BatchCommands.Select(command => command.CommandText);
        StatementText text = StatementTexts.Shared.Get(string.Join("; ", texts.Distinct(StringComparer.Ordinal)));
        int values = batch.BatchCommands.Aggregate(
            text.Literals,
            (hash, command) => ParameterHash.Compute(command.Parameters, hash)
        );
        return Begin(text, StatementKinds.Get(text.Fingerprint), values, opened);
    }

    /// <summary>A statement that is known by its text.</summary>
    public static RunningStatement Begin(string sql, int parameters)
    {
        StatementText text = StatementTexts.Shared.Get(sql);
        int values = HashCode.Combine(text.Literals, parameters);
        return Begin(text, StatementKinds.Get(text.Fingerprint), values, opened: null);
    }

    public static void End(in RunningStatement statement, Exception? failure = null) =>
        End(statement, Time.GetElapsedTime(statement.Began), failure is not null);

    /// <summary>The end of a statement whose library measured how long it took.</summary>
    public static void End(in RunningStatement statement, TimeSpan duration, bool failed)
    {
        for (QueryScope? scope = statement.Scope; scope is not null; scope = scope.Around)
        {
            scope.Log.End(statement.Observed, statement.Stack, duration, failed);
        }
    }

    /// <summary>The stack that opens a connection, if a scope looks at every stack.</summary>
    public static CapturedStack? Opening() =>
        QueryScope.Current is { ReadsEveryStack: true } ? StackReader.Read() : null;

    /// <summary>A transaction was rolled back: what is read again is no duplicate.</summary>
    public static void RolledBack()
    {
        for (QueryScope? scope = QueryScope.Current; scope is not null; scope = scope.Around)
        {
            scope.Log.AddChange();
        }
    }

    private static RunningStatement Begin(StatementText text, StatementKind kind, int values, CapturedStack? opened)
    {
        QueryScope? current = QueryScope.Current;
        var statement = new ObservedStatement(text, kind, values, AllowedStatements.Reason);
        CapturedStack? stack = null;
        for (QueryScope? scope = current; scope is not null; scope = scope.Around)
        {
            if (stack is null && scope.Log.WantsStack(text))
            {
                stack = StackReader.Read().ContinuedBy(opened);
            }
        }

        for (QueryScope? scope = current; scope is not null; scope = scope.Around)
        {
            scope.Count(statement, stack);
        }

        return new RunningStatement(statement, stack, current, Time.GetTimestamp());
    }
}
