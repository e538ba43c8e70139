namespace LearningStudio.Repositories;

/// <summary>Where the forum's database is.</summary>
public sealed class ForumRepositoriesOptions
{
    /// <summary>A connection string of Microsoft.Data.Sqlite, for example <c>Data Source=forum.db</c>.</summary>
    /// <value>Required. It must name a file, or a shared in-memory database: each read opens a connection of its own.</value>
    public string? Sqlite { get; set; }

    /// <summary>Whether the repositories' statements are measured as <c>db.client.operation.duration</c>.</summary>
    /// <value>Default true. Switch it off where the database's own driver emits that metric and both would be collected.</value>
    public bool Metrics { get; set; } = true;

    /// <summary>Uses a SQLite database; see <see cref="Sqlite"/>.</summary>
    public ForumRepositoriesOptions UseSqlite(string connectionString)
    {
        Sqlite = connectionString;
        return this;
    }
}
