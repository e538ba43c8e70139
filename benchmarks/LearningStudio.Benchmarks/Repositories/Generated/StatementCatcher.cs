using System.Data.Common;
using LinqToDB.Interceptors;
using Npgsql;

namespace LearningStudio.Benchmarks.Repositories.Generated;

/// <summary>Keeps the latest statement of each read, where it is asked to.</summary>
internal sealed class StatementCatcher : CommandInterceptor
{
    private volatile bool _catches;
    private CaughtStatement? _latest;

    /// <summary>Runs a read and returns its statement.</summary>
    public async Task<CaughtStatement> CatchAsync(Func<Task> read)
    {
        _catches = true;
        await read();
        _catches = false;
        return _latest ?? throw new InvalidOperationException("The read sent no statement.");
    }

    public override DbCommand CommandInitialized(CommandEventData eventData, DbCommand command)
    {
        if (_catches)
        {
            _latest = new CaughtStatement(
                command.CommandText,
                [.. command.Parameters.Cast<NpgsqlParameter>().Select(parameter => parameter.Clone())]
            );
        }

        return command;
    }
}
