using System.Data.Common;

namespace LearningStudio.Repositories.Diagnostics;

// Rule: a statement is counted before it is sent, where the caller's stack is still there, whether or not it fails; its
//   duration is added when it ends.
// Threads: any.
// Cost: with no scope and nobody listening, one read of an AsyncLocal.
internal sealed class StatementRecorder(DatabaseMetrics metrics, TimeProvider time)
{
    /// <summary>For connections that no container made.</summary>
    public static StatementRecorder Shared { get; } = new(DatabaseMetrics.Shared, TimeProvider.System);

    public bool IsIdle => QueryScope.Innermost is null && !metrics.MeasuresDurations;

    public Statement Begin(DbCommand command)
    {
        StatementText text = StatementTexts.Shared.Of(command.CommandText ?? "");
        QueryScope? scope = QueryScope.Innermost;
        if (scope is not null)
        {
            Visibility(scope, text, ParameterHash.Of(command.Parameters, text.Literals));
        }

        return new Statement(text.Fingerprint, scope, command.GetType(), time.GetTimestamp());
    }

    /// <summary>A batch is sent at once and counts as one statement; commands of the same text are told once.</summary>
    public Statement Begin(DbBatch batch)
    {
        IEnumerable<string> texts = batch.BatchCommands.Select(command => command.CommandText);
        StatementText text = StatementTexts.Shared.Of(string.Join("; ", texts.Distinct(StringComparer.Ordinal)));
        QueryScope? scope = QueryScope.Innermost;
        if (scope is not null)
        {
            int values = batch.BatchCommands.Aggregate(
                text.Literals,
                (hash, c) => ParameterHash.Of(c.Parameters, hash)
            );
            Visibility(scope, text, values);
        }

        return new Statement(text.Fingerprint, scope, batch.GetType(), time.GetTimestamp());
    }

    public void End(in Statement statement, Exception? failure = null) =>
        End(statement, time.GetElapsedTime(statement.Began), failure);

    /// <summary>The end of a statement whose library measured how long it took.</summary>
    public void End(DbCommand command, TimeSpan duration, Exception? failure)
    {
        Fingerprint fingerprint = StatementTexts.Shared.Of(command.CommandText ?? "").Fingerprint;
        End(new Statement(fingerprint, QueryScope.Innermost, command.GetType(), 0), duration, failure);
    }

    private void End(in Statement statement, TimeSpan duration, Exception? failure)
    {
        for (QueryScope? scope = statement.Scope; scope is not null; scope = scope.Around)
        {
            scope.Log.AddDuration(statement.Fingerprint, duration, failure is not null);
        }

        if (metrics.MeasuresDurations)
        {
            metrics.Ran(statement.Fingerprint.Summary, statement.Command, duration, failure);
        }
    }

    private void Visibility(QueryScope innermost, StatementText text, int values)
    {
        var visibility = new StatementSight(text, values, AllowedStatements.Reason);
        string? site = null;
        for (QueryScope? scope = innermost; scope is not null; scope = scope.Around)
        {
            SiteNeed need = scope.Count(visibility, metrics);
            if (need != SiteNeed.None)
            {
                site ??= CallSites.Capture();
                scope.Log.AddSite(text.Fingerprint, need, site);
            }
        }
    }
}
