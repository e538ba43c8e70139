using System.Data;
using System.Data.Common;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using LinqToDB.Common;
using LinqToDB.Interceptors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LearningStudio.Repositories.Diagnostics;

// Rule: runs linq2db's commands in its place, since it tells of no end but a reader's. A reader's statement ends when the
//   reader is disposed: SQLite finds the rows while they are read. A counted connection's command counts itself.
internal sealed class StatementInterceptor(StatementRecorder recorder) : CommandInterceptor
{
    private readonly ConditionalWeakTable<DbDataReader, object> _open = [];

    public StatementRecorder Recorder => recorder;

    /// <summary>With the application's meters, if it has a factory of them.</summary>
    public static StatementInterceptor For(IServiceProvider services)
    {
        bool measures = services.GetRequiredService<IOptions<ForumRepositoriesOptions>>().Value.Metrics;
        IMeterFactory? factory = services.GetService<IMeterFactory>();
        Meter meter = factory?.Create(DatabaseMetrics.Name) ?? DatabaseMetrics.SharedMeter;
        TimeProvider time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        return new StatementInterceptor(new StatementRecorder(new DatabaseMetrics(meter, measures), time));
    }

    public override Option<object?> ExecuteScalar(
        CommandEventData eventData,
        DbCommand command,
        Option<object?> result
    ) =>
        Leaves(command, result.HasValue)
            ? result
            : recorder.Watch(recorder.Begin(command), command, static c => Option<object?>.Some(c.ExecuteScalar()));

    public override Task<Option<object?>> ExecuteScalarAsync(
        CommandEventData eventData,
        DbCommand command,
        Option<object?> result,
        CancellationToken cancellationToken
    ) =>
        Leaves(command, result.HasValue)
            ? Task.FromResult(result)
            : recorder.WatchAsync(
                recorder.Begin(command),
                (command, cancellationToken),
                static async c =>
                    Option<object?>.Some(await c.command.ExecuteScalarAsync(c.cancellationToken).ConfigureAwait(false))
            );

    public override Option<int> ExecuteNonQuery(CommandEventData eventData, DbCommand command, Option<int> result) =>
        Leaves(command, result.HasValue)
            ? result
            : recorder.Watch(recorder.Begin(command), command, static c => Option<int>.Some(c.ExecuteNonQuery()));

    public override Task<Option<int>> ExecuteNonQueryAsync(
        CommandEventData eventData,
        DbCommand command,
        Option<int> result,
        CancellationToken cancellationToken
    ) =>
        Leaves(command, result.HasValue)
            ? Task.FromResult(result)
            : recorder.WatchAsync(
                recorder.Begin(command),
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
        if (Leaves(command, result.HasValue))
        {
            return result;
        }

        Statement statement = recorder.Begin(command);
        try
        {
            return Opened(statement, command.ExecuteReader(commandBehavior));
        }
        catch (Exception failure)
        {
            recorder.End(statement, failure);
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
        Leaves(command, result.HasValue)
            ? Task.FromResult(result)
            : OpenAsync(recorder.Begin(command), () => command.ExecuteReaderAsync(commandBehavior, cancellationToken));

    public override void BeforeReaderDispose(CommandEventData eventData, DbCommand? command, DbDataReader dataReader)
    {
        if (_open.TryGetValue(dataReader, out object? statement))
        {
            _open.Remove(dataReader);
            recorder.End((Statement)statement);
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

    private bool Leaves(DbCommand command, bool hasResult) => hasResult || command is CountedCommand || recorder.IsIdle;

    private async Task<Option<DbDataReader>> OpenAsync(Statement statement, Func<Task<DbDataReader>> open)
    {
        try
        {
            return Opened(statement, await open().ConfigureAwait(false));
        }
        catch (Exception failure)
        {
            recorder.End(statement, failure);
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
