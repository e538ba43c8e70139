using System.Globalization;
using Npgsql;

namespace LearningStudio.DatabaseLocks;

/// <summary>A lock of PostgreSQL's that all sessions share by its number.</summary>
internal sealed class AdvisoryLock : IDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly long _number;

    private AdvisoryLock(NpgsqlConnection connection, long number) => (_connection, _number) = (connection, number);

    public static AdvisoryLock Enter(NpgsqlDataSource dataSource, long number)
    {
        NpgsqlConnection connection = dataSource.OpenConnection();
        try
        {
            var held = new AdvisoryLock(connection, number);
            held.Execute("pg_advisory_lock");
            return held;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // A session that only goes back to the pool would keep the lock until it is used again.
    public void Dispose()
    {
        Execute("pg_advisory_unlock");
        _connection.Dispose();
    }

    private void Execute(string function)
    {
        string number = _number.ToString(CultureInfo.InvariantCulture);
        using var command = new NpgsqlCommand($"SELECT {function}({number})", _connection);
        // Whoever migrates may take minutes.
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }
}
