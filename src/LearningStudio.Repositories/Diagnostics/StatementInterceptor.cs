using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using LearningStudio.Statements;
using LinqToDB.Common;
using LinqToDB.Interceptors;

namespace LearningStudio.Repositories.Diagnostics;

// Rule: runs linq2db's commands in its place, since it reports no end but a reader's. A reader's statement ends when the
//   reader is disposed: SQLite finds the rows while they are read.
internal sealed class StatementInterceptor(StatementReporter reporter) : CommandInterceptor
{
    private readonly ConditionalWeakTable<DbDataReader, object> _open = [];

    public StatementReporter Reporter => reporter;

    public override Option<object?> ExecuteScalar(
        CommandEventData eventData,
        DbCommand command,
        Option<object?> result
    ) =>
        Leaves(result.HasValue)
            ? result
            : reporter.Watch(reporter.Begin(command), command, static c => Option<object?>.Some(c.ExecuteScalar()));

    public override Task<Option<object?>> ExecuteScalarAsync(
        CommandEventData eventData,
        DbCommand command,
        Option<object?> result,
        CancellationToken cancellationToken
    ) =>
        Leaves(result.HasValue)
            ? Task.FromResult(result)
            : reporter.WatchAsync(
                reporter.Begin(command),
                (command, cancellationToken),
                static async c =>
                    Option<object?>.Some(await c.command.ExecuteScalarAsync(c.cancellationToken).ConfigureAwait(false))
            );

    public override Option<int> ExecuteNonQuery(CommandEventData eventData, DbCommand command, Option<int> result) =>
        Leaves(result.HasValue)
            ? result
            : reporter.Watch(reporter.Begin(command), command, static c => Option<int>.Some(c.ExecuteNonQuery()));

    public override Task<Option<int>> ExecuteNonQueryAsync(
        CommandEventData eventData,
        DbCommand command,
        Option<int> result,
        CancellationToken cancellationToken
    ) =>
        Leaves(result.HasValue)
            ? Task.FromResult(result)
            : reporter.WatchAsync(
                reporter.Begin(command),
                (command, cancellationToken),
                static async c =>
                    Option<int>.Some(await c.command.ExecuteNonQueryAsync(c.cancellationToken).ConfigureAwait(false))
            );

    public override Option<DbDataReader> ExecuteReader(
        CommandEventData eventData,
        DbCommand command,
        CommandBehavior commandBehavior,
        Option<DbDataReader> result
    )
    {
        if (Leaves(result.HasValue))
        {
            return result;
        }

        Statement statement = reporter.Begin(command);
        try
        {
            return Opened(statement, command.ExecuteReader(commandBehavior));
        }
        catch (Exception failure)
        {
            reporter.End(statement, failure);
            throw;
        }
    }

    public override Task<Option<DbDataReader>> ExecuteReaderAsync(
        CommandEventData eventData,
        DbCommand command,
        CommandBehavior commandBehavior,
        Option<DbDataReader> result,
        CancellationToken cancellationToken
    ) =>
        Leaves(result.HasValue)
            ? Task.FromResult(result)
            : OpenAsync(reporter.Begin(command), () => command.ExecuteReaderAsync(commandBehavior, cancellationToken));

    public override void BeforeReaderDispose(CommandEventData eventData, DbCommand? command, DbDataReader dataReader)
    {
        if (_open.TryGetValue(dataReader, out object? statement))
        {
            _open.Remove(dataReader);
            reporter.End((Statement)statement);
        }
    }

    public override Task BeforeReaderDisposeAsync(
        CommandEventData eventData,
        DbCommand? command,
        DbDataReader dataReader
    )
    {
        BeforeReaderDispose(eventData, command, dataReader);
        return Task.CompletedTask;
    }

    private bool Leaves(bool hasResult) => hasResult || reporter.IsIdle;

    private async Task<Option<DbDataReader>> OpenAsync(Statement statement, Func<Task<DbDataReader>> open)
    {
        try
        {
            return Opened(statement, await open().ConfigureAwait(false));
        }
        catch (Exception failure)
        {
            reporter.End(statement, failure);
            throw;
        }
    }

    private Option<DbDataReader> Opened(Statement statement, DbDataReader reader)
    {
        // Npgsql uses its readers again: one that was left open may stand here.
        _open.AddOrUpdate(reader, statement);
        return Option<DbDataReader>.Some(reader);
    }
}
