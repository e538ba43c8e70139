using LearningStudio.Repositories.Auditing;
using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Schema;
using Npgsql;

namespace LearningStudio.Repositories;

/// <summary>Where the forum's database is, and how its repositories work. Exactly one database is given.</summary>
public sealed class ForumRepositoriesOptions
{
    /// <summary>A connection string of Microsoft.Data.Sqlite, for example <c>Data Source=forum.db</c>.</summary>
    /// <value>It must name a file, or a shared in-memory database: each read opens a connection of its own.</value>
    public string? Sqlite { get; set; }

    /// <summary>A connection string of Npgsql, for example <c>Host=localhost;Database=forum</c>.</summary>
    /// <value>Statements are prepared automatically unless it sets <c>Max Auto Prepare</c> itself.</value>
    public string? PostgreSql { get; set; }

    // Fields, since no configuration can give them.
    internal ForumTables Tables = ForumTables.Native;
    internal NpgsqlDataSource? DataSource;
    internal string? RevisionsNeeded;
    internal IReadOnlyList<string> OtherTables = [];

    /// <summary>When counters follow a post.</summary>
    /// <value><see cref="CounterMode.Immediate"/> by default.</value>
    public CounterMode Counters { get; set; }

    /// <summary>How often presence, views and deferred counters are written, outside requests.</summary>
    /// <value>30 seconds by default; from 1 second to 1 hour.</value>
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long after a unit of work another process leaves its events to the one that ran it. A handler that takes longer
    /// may get them twice.
    /// </summary>
    /// <value>1 second by default; from 100 milliseconds to 1 minute.</value>
    public TimeSpan OutboxDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a running host looks for events that wait for their handlers, with one short read each time.</summary>
    /// <value>
    /// 100 milliseconds by default; from 20 to 500 milliseconds. Together with <see cref="OutboxDelay"/> it bounds how long
    /// the end of a process holds back the events of its last units.
    /// </value>
    public TimeSpan OutboxPollInterval { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How often a unit of work runs in all when it meets another one's lock, deadlock or serialization failure.</summary>
    /// <value>5 by default; from 1 to 20.</value>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>Whether the host checks at its start that every mapped table and column is there.</summary>
    /// <value>True by default. Migrate before the host starts, or turn it off.</value>
    public bool CheckTables { get; set; } = true;

    /// <summary>What seals the cursors of pages, in Base64; at least 32 bytes.</summary>
    /// <value>
    /// By default a random key that the database keeps, or, for tables of another forum, that this process makes: give one
    /// there where several processes serve.
    /// </value>
    public string? CursorKey { get; set; }

    /// <summary>Whether the repositories' statements are measured as <c>db.client.operation.duration</c>.</summary>
    /// <value>Default true. Switch it off where the database's own driver emits that metric and both would be collected.</value>
    public bool Metrics { get; set; } = true;

    /// <summary>Uses a SQLite database; see <see cref="Sqlite"/>.</summary>
    public ForumRepositoriesOptions UseSqlite(string connectionString)
    {
        Sqlite = connectionString;
        return this;
    }

    /// <summary>Uses a PostgreSQL database; see <see cref="PostgreSql"/>.</summary>
    public ForumRepositoriesOptions UsePostgreSql(string connectionString)
    {
        PostgreSql = connectionString;
        return this;
    }

    /// <summary>Uses a PostgreSQL database through a data source of the caller's, who disposes it.</summary>
    public ForumRepositoriesOptions UsePostgreSql(NpgsqlDataSource dataSource)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        DataSource = dataSource;
        return this;
    }

    /// <summary>Finds the data source that was given, for what shares its pool.</summary>
    /// <returns>The data source; null where a connection string, or nothing, was given.</returns>
    public NpgsqlDataSource? FindDataSource() => DataSource;

    /// <summary>
    /// Says how long the texts that edits replaced are kept: as long as a condition holds. Without it they are kept until the
    /// last edit of the post is as old as <see cref="IRevisionRepository.ExpireAsync"/> asks.
    /// </summary>
    /// <param name="condition">
    /// A condition in SQL about a post, called <c>p</c>, its topic, called <c>t</c>, and the moment <c>@since</c> since when
    /// decisions may be taken back, which may be null.
    /// </param>
    public ForumRepositoriesOptions KeepRevisionsWhile(string condition)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(condition);
        RevisionsNeeded = condition;
        return this;
    }

    /// <summary>
    /// Names tables of the same database that are about this content: a load that erases all content empties them first.
    /// </summary>
    /// <param name="tables">Their names, as SQL has them, in an order in which they can be emptied.</param>
    public ForumRepositoriesOptions EraseToo(IReadOnlyList<string> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        OtherTables = [.. tables];
        return this;
    }

    /// <summary>Uses tables that another forum made, in place of <see cref="ForumTables.Native"/>.</summary>
    public ForumRepositoriesOptions UseTables(ForumTables tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        Tables = tables;
        return this;
    }
}
