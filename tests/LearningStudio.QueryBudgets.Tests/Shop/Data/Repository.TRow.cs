using System.Data.Common;

namespace LearningStudio.QueryBudgets.Tests.Shop.Data;

/// <summary>What an application's generic repository does: every statement of the application is sent from one line.</summary>
internal class Repository<TRow>(DbDataSource source)
{
    public async Task<long> FindAsync(int id)
    {
        await using DbConnection connection = await source.OpenConnectionAsync();
        return await QueryAsync(connection, id);
    }

    public long Find(int id)
    {
        using DbConnection connection = source.OpenConnection();
        using DbCommand command = Command(connection, id);
        return (long)command.ExecuteScalar()!;
    }

    private static async Task<long> QueryAsync(DbConnection connection, int id)
    {
        await using DbCommand command = Command(connection, id);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static DbCommand Command(DbConnection connection, int id)
    {
        DbCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT @id AS {typeof(TRow).Name}";
        DbParameter parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@id", id);
        command.Parameters.Add(parameter);
        return command;
    }
}
