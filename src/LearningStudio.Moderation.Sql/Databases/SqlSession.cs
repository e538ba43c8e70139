using System.Data.Common;
using LearningStudio.Statements;

namespace LearningStudio.Moderation.Sql.Databases;

// Threads: one statement at a time.
/// <summary>Runs statements on an open connection, within its transaction where there is one.</summary>
internal sealed class SqlSession(
    DbConnection connection,
    DbTransaction? transaction,
    ISqlDialect dialect,
    StatementReporter statements
)
{
    public ISqlDialect Dialect => dialect;

    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it wrote.</returns>
    public async Task<int> ExecuteAsync(
        string sql,
        CancellationToken cancellationToken,
        params IEnumerable<Parameter> parameters
    )
    {
        DbCommand command = Command(sql, parameters);
        await using (command.ConfigureAwait(false))
        {
            return await WatchAsync(command, c => c.ExecuteNonQueryAsync(cancellationToken)).ConfigureAwait(false);
        }
    }

    /// <summary>Reads the first column of the first row; null without one.</summary>
    public async Task<long?> FindLongAsync(
        string sql,
        CancellationToken cancellationToken,
        params IEnumerable<Parameter> parameters
    ) =>
        await ListAsync(sql, row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0), cancellationToken, parameters)
            .ConfigureAwait(false)
            is [var first, ..]
            ? first
            : null;

    public async Task<List<T>> ListAsync<T>(
        string sql,
        Func<DbDataReader, T> read,
        CancellationToken cancellationToken,
        params IEnumerable<Parameter> parameters
    )
    {
        DbCommand command = Command(sql, parameters);
        await using (command.ConfigureAwait(false))
        {
            return await WatchAsync(command, c => ReadAsync(c, read, cancellationToken)).ConfigureAwait(false);
        }
    }

    private Task<T> WatchAsync<T>(DbCommand command, Func<DbCommand, Task<T>> run) =>
        statements.IsIdle ? run(command) : statements.WatchAsync(statements.Begin(command), command, run);

    private static async Task<List<T>> ReadAsync<T>(
        DbCommand command,
        Func<DbDataReader, T> read,
        CancellationToken cancellationToken
    )
    {
        var rows = new List<T>();
        DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                rows.Add(read(reader));
            }
        }

        return rows;
    }

    private DbCommand Command(string sql, IEnumerable<Parameter> parameters)
    {
        DbCommand command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // The texts are the package's own, and the host's about its tables; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (Parameter given in parameters)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = $"@{given.Name}";
            if (given.Value is DateTimeOffset moment)
            {
                parameter.Value = dialect.Time(moment);
            }
            else
            {
                parameter.DbType = given.Type;
                parameter.Value = given.Value ?? DBNull.Value;
            }

            command.Parameters.Add(parameter);
        }

        return command;
    }
}
