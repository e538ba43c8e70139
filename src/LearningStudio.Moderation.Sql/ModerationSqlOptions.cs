using LearningStudio.Moderation.Sql.Reviews;
using Npgsql;

namespace LearningStudio.Moderation.Sql;

/// <summary>Where moderation's database is, and how it is looked after. Exactly one database is given.</summary>
public sealed class ModerationSqlOptions
{
    /// <summary>A connection string of Microsoft.Data.Sqlite, for example <c>Data Source=moderation.db</c>.</summary>
    /// <value>It must name a file, or a shared in-memory database: each call opens a connection of its own.</value>
    public string? Sqlite { get; set; }

    /// <summary>A connection string of Npgsql, for example <c>Host=localhost;Database=forum</c>.</summary>
    /// <value>Statements are prepared automatically unless it sets <c>Max Auto Prepare</c> itself.</value>
    public string? PostgreSql { get; set; }

    /// <summary>Whether the host brings the tables up to date when it starts; otherwise it only checks that they are there.</summary>
    /// <value>True. False where the application's role may not change tables: run <see cref="ModerationSchema.MigrateAsync"/> before, as their owner.</value>
    public bool MigrateAtStart { get; set; } = true;

    /// <summary>How often what the rules hit is written, besides at the end of the host: a process that is killed loses less than that.</summary>
    /// <value>1 minute; from 1 second to 1 hour.</value>
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether the package's statements are measured as <c>db.client.operation.duration</c>.</summary>
    /// <value>True. False where the database's own driver emits that metric and both would be collected.</value>
    public bool Metrics { get; set; } = true;

    // Fields, since no configuration can give them.
    internal NpgsqlDataSource? DataSource;
    internal OpeningPosts? OpeningPosts;

    /// <summary>Uses a SQLite database; see <see cref="Sqlite"/>.</summary>
    public ModerationSqlOptions UseSqlite(string connectionString)
    {
        Sqlite = connectionString;
        return this;
    }

    /// <summary>Uses a PostgreSQL database; see <see cref="PostgreSql"/>.</summary>
    public ModerationSqlOptions UsePostgreSql(string connectionString)
    {
        PostgreSql = connectionString;
        return this;
    }

    /// <summary>Uses a PostgreSQL database through a data source of the caller's, who disposes it.</summary>
    public ModerationSqlOptions UsePostgreSql(NpgsqlDataSource dataSource)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        DataSource = dataSource;
        return this;
    }

    /// <summary>Finds the data source that was given, for what shares its pool.</summary>
    /// <returns>The data source; null where a connection string, or nothing, was given.</returns>
    public NpgsqlDataSource? FindDataSource() => DataSource;

    /// <summary>
    /// Says which post opens a topic, where the forum's tables are in the same database. A topic and that post are decided
    /// together then: an item of either that is escalated, or that another moderator holds, keeps those of the other from
    /// being decided.
    /// </summary>
    /// <param name="postOfTopic">An SQL query of the post's id, with <c>{id}</c> where the topic's id goes.</param>
    /// <param name="topicOfPost">An SQL query of the id of the topic that a post opens, with <c>{id}</c> where the post's id goes.</param>
    /// <exception cref="ArgumentException">A query lacks <c>{id}</c>.</exception>
    public ModerationSqlOptions UseOpeningPosts(string postOfTopic, string topicOfPost)
    {
        OpeningPosts = new OpeningPosts(
            Checked(postOfTopic, nameof(postOfTopic)),
            Checked(topicOfPost, nameof(topicOfPost))
        );
        return this;
    }

    private static string Checked(string query, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(query, name);
        return Reviews.OpeningPosts.IsQuery(query)
            ? query
            : throw new ArgumentException("The query does not say where the id goes: write {id}.", name);
    }
}
