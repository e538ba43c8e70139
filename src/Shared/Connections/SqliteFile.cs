using DbUp;
using DbUp.Builder;
using LearningStudio.DatabaseLocks;
using Microsoft.Data.Sqlite;

namespace LearningStudio.Connections;

// Rule: the packages that use one file make the same connection string of one that they are given, so that they share its
//   pool too.
/// <summary>A SQLite database, as every package opens it. Thread-safe.</summary>
internal sealed class SqliteFile
{
    private static readonly Lazy<bool> EnforcesForeignKeys = new(AsksForeignKeys);

    public SqliteFile(string connectionString)
    {
        // Where SQLite was built to enforce foreign keys, asking again costs each connection.
        var parsed = new SqliteConnectionStringBuilder(connectionString)
        {
            ForeignKeys = EnforcesForeignKeys.Value ? null : true,
        };
        ConnectionString = parsed.ConnectionString;
        IsInMemory = parsed.Mode == SqliteOpenMode.Memory;
        FullPath = Path.GetFullPath(parsed.DataSource);
        Folder = Path.GetDirectoryName(parsed.DataSource);
    }

    /// <summary>The configured string, with foreign keys enforced.</summary>
    public string ConnectionString { get; }

    /// <summary>What tells it from other databases: its path, made full; symbolic links are not followed.</summary>
    public string FullPath { get; }

    private bool IsInMemory { get; }

    private string? Folder { get; }

    /// <summary>Migrations of the file, which is made with its folder if it is missing.</summary>
    public UpgradeEngineBuilder Migrate()
    {
        if (!IsInMemory && Folder is { Length: > 0 } folder)
        {
            Directory.CreateDirectory(folder);
        }

        using (var connection = new SqliteConnection(ConnectionString))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            // Readers go on while a transaction writes; the setting stays with the file.
            command.CommandText = "PRAGMA journal_mode = WAL";
            command.ExecuteNonQuery();
        }

        return DeployChanges.To.SqliteDatabase(ConnectionString);
    }

    /// <summary>Waits until no other process migrates the file; held until it is disposed, on the same thread.</summary>
    public IDisposable OneMigrationAtATime() => NamedLock.Enter(FullPath);

    private static bool AsksForeignKeys()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA foreign_keys";
        return command.ExecuteScalar() is 1L;
    }
}
