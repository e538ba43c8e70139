using LearningStudio.Repositories;
using Npgsql;

namespace LearningStudio.HostApi.Adapters;

/// <summary>The one pool of PostgreSQL connections of the forum and of moderation, which are in one database. Thread-safe.</summary>
internal sealed class ForumPool : IAsyncDisposable, IDisposable
{
    // As many for each of the two packages as a pool of its own would have.
    private const int PreparedStatements = 200;
    private readonly Lock _lock = new();
    private NpgsqlDataSource? _source;

    /// <summary>Puts the pool in the place of the forum's connection string; leaves a SQLite file or another pool as they are.</summary>
    public void Use(ForumRepositoriesOptions forum)
    {
        bool isOnlyDatabase = string.IsNullOrEmpty(forum.Sqlite) && forum.FindDataSource() is null;
        if (isOnlyDatabase && !string.IsNullOrEmpty(forum.PostgreSql) && Find(forum.PostgreSql) is { } source)
        {
            forum.UsePostgreSql(source).PostgreSql = null;
        }
    }

    public void Dispose() => _source?.Dispose();

    public ValueTask DisposeAsync() => _source?.DisposeAsync() ?? ValueTask.CompletedTask;

    private NpgsqlDataSource? Find(string connectionString)
    {
        lock (_lock)
        {
            try
            {
                return _source ??= Create(connectionString);
            }
            catch (Exception malformed)
                when (malformed
                        is ArgumentException
                            or FormatException
                            or InvalidCastException
                            or NotSupportedException
                            or InvalidOperationException
                )
            {
                // The options' own validation says so, without the string, which may hold a password.
                return null;
            }
        }
    }

    private static NpgsqlDataSource Create(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString);
        if (!connection.Keys.Contains("Max Auto Prepare", StringComparer.OrdinalIgnoreCase))
        {
            connection.MaxAutoPrepare = PreparedStatements;
        }

        return NpgsqlDataSource.Create(connection);
    }
}
