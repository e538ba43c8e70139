using System.Collections;
using System.Data;
using System.Data.Common;
using LearningStudio.QueryBudgets.Diagnostics;
using LearningStudio.QueryBudgets.Findings;
using LearningStudio.QueryBudgets.Stacks;
using LearningStudio.SqlText;

namespace LearningStudio.QueryBudgets.Counting;

// Rule: a statement is counted before it is sent, where the caller's stack is still there, whether or not it fails; its
//   duration is added when it ends. One that cannot be read counts as an unknown one, and is sent all the same.
// Threads: any.
// Cost: without a scope, one read of an AsyncLocal.
internal static class StatementRecorder
{
    private static readonly TimeProvider Time = TimeProvider.System;

    /// <summary>Whether no scope would count a statement of the current flow.</summary>
    public static bool IsIdle => QueryScope.Current is null;

    /// <param name="command">The command; it is neither changed nor kept.</param>
    /// <param name="opened">The stack that opened its connection, if that is known.</param>
    public static RunningStatement Begin(DbCommand command, CapturedStack? opened = null) =>
        Begin(command, Observe, opened);

    /// <summary>A batch is sent at once and counts as one statement; commands of the same text are named once.</summary>
    public static RunningStatement Begin(DbBatch batch, CapturedStack? opened = null) => Begin(batch, Observe, opened);

    /// <summary>A statement that is known by its text.</summary>
    /// <param name="sql">The text.</param>
    /// <param name="parameters">Its parameters, or their values.</param>
    public static RunningStatement Begin(string sql, IEnumerable? parameters) =>
        Begin((sql, parameters), Observe, opened: null);

    public static void End(in RunningStatement statement, Exception? failure = null) =>
        End(statement, Time.GetElapsedTime(statement.Began), failure is not null);

    /// <summary>The end of a statement whose library measured how long it took.</summary>
    public static void End(in RunningStatement statement, TimeSpan duration, bool failed) =>
        Guard.Run((statement, duration, failed), static ended => End(ended));

    /// <summary>The stack that opens a connection, if a scope looks at every stack.</summary>
    public static CapturedStack? Opening() =>
        QueryScope.Current is { ReadsEveryStack: true }
        && Guard.TryRun(0, static _ => StackReader.Read(), out CapturedStack? stack)
            ? stack
            : null;

    /// <summary>A transaction was rolled back: what is read again is no duplicate.</summary>
    public static void RolledBack()
    {
        for (QueryScope? scope = QueryScope.Current; scope is not null; scope = scope.Around)
        {
            scope.Log.AddChange();
        }
    }

    private static RunningStatement Begin<T>(T source, Func<T, ObservedStatement> observe, CapturedStack? opened)
    {
        QueryScope? current = QueryScope.Current;
        bool isRead = Guard.TryRun(
            (source, observe, current, opened),
            static sent =>
            {
                ObservedStatement statement = sent.observe(sent.source);
                return new RunningStatement(
                    statement,
                    StackOf(statement, sent.current, sent.opened),
                    sent.current,
                    Began: 0
                );
            },
            out RunningStatement running
        );
        for (QueryScope? scope = current; scope is not null; scope = scope.Around)
        {
            if (isRead)
            {
                scope.Count(running.Observed, running.Stack);
            }
            else
            {
                scope.CountUnknown();
            }
        }

        return running with
        {
            Began = Time.GetTimestamp(),
        };
    }

    private static CapturedStack? StackOf(in ObservedStatement statement, QueryScope? current, CapturedStack? opened)
    {
        for (QueryScope? scope = current; scope is not null; scope = scope.Around)
        {
            if (scope.Log.WantsStack(statement))
            {
                return StackReader.Read().ContinuedBy(opened);
            }
        }

        return null;
    }

    private static ObservedStatement Observe(DbCommand command)
    {
        StatementText text = StatementTexts.Shared.Get(command.CommandText ?? "");
        StatementKind kind =
            command.CommandType == CommandType.StoredProcedure
                ? StatementKind.Procedure
                : StatementKinds.Get(text.Fingerprint);
        return Observe(text, kind, ParameterHash.Compute(command.Parameters, text.Literals));
    }

    private static ObservedStatement Observe(DbBatch batch)
    {
        IEnumerable<string> texts = batch.BatchCommands.Select(command => command.CommandText);
        StatementText text = StatementTexts.Shared.Get(string.Join("; ", texts.Distinct(StringComparer.Ordinal)));
        int values = batch.BatchCommands.Aggregate(
            text.Literals,
            (hash, command) => ParameterHash.Compute(command.Parameters, hash)
        );
        return Observe(text, StatementKinds.Get(text.Fingerprint), values);
    }

    private static ObservedStatement Observe((string Sql, IEnumerable? Parameters) reported)
    {
        StatementText text = StatementTexts.Shared.Get(reported.Sql);
        int parameters = reported.Parameters is null ? 0 : ParameterHash.Compute(reported.Parameters);
        int values = HashCode.Combine(text.Literals, parameters);
        return Observe(text, StatementKinds.Get(text.Fingerprint), values);
    }

    private static ObservedStatement Observe(StatementText text, StatementKind kind, int values) =>
        new(text, kind, values, AllowedStatements.Reason);

    private static void End((RunningStatement Statement, TimeSpan Duration, bool Failed) ended)
    {
        (RunningStatement statement, TimeSpan duration, bool failed) = ended;
        for (QueryScope? scope = statement.Scope; scope is not null; scope = scope.Around)
        {
            scope.Log.End(statement.Observed, statement.Stack, duration, failed);
        }
    }
}
