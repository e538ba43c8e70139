using LinqToDB.Mapping;

namespace LearningStudio.Repositories.Schema;

/// <summary>Which tables hold the forum, and how the repositories' rows map to them. Immutable and thread-safe.</summary>
public sealed class ForumTables
{
    private readonly Action<FluentMappingBuilder> _map;

    /// <summary>Maps tables of another forum; the repositories only read them.</summary>
    /// <param name="name">Names the schema in errors; 1 to 50 characters.</param>
    /// <param name="map">
    /// Maps <see cref="UserRow"/>, <see cref="ForumRow"/>, <see cref="ForumStatsRow"/>, <see cref="TopicRow"/> and
    /// <see cref="PostRow"/>: each property to a column, or to an expression over columns.
    /// </param>
    /// <param name="times">How the tables hold moments; null for the database's usual form.</param>
    /// <exception cref="ArgumentException">The name is blank or too long.</exception>
    public ForumTables(string name, Action<FluentMappingBuilder> map, TimeStorage? times = null)
        : this(name, map, SchemaKind.Foreign, times)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, 50, nameof(name));
        ArgumentNullException.ThrowIfNull(map);
    }

    private ForumTables(string name, Action<FluentMappingBuilder> map, SchemaKind kind, TimeStorage? times)
    {
        Name = name;
        _map = map;
        Kind = kind;
        Times = times;
    }

    /// <summary>The tables that <see cref="ForumSchema"/> makes, with all that the package offers.</summary>
    public static ForumTables Native { get; } = new("native", NativeTables.Map, SchemaKind.Native, null);

    /// <summary>Names the schema in errors.</summary>
    public string Name { get; }

    internal SchemaKind Kind { get; }

    internal TimeStorage? Times { get; }

    /// <summary>
    /// The tables of django-machina 1.x: the repositories read them, and approve and reject posts in them, with the
    /// counters that machina keeps.
    /// </summary>
    /// <remarks>
    /// Staff moderate, and superusers of <c>auth_user</c> are admins; of a site's own table only whether a user is staff is
    /// asked. The subject of an account is its user name.
    /// </remarks>
    /// <param name="userTable">The table of Django's users.</param>
    /// <param name="trustLevelColumn">Its column of trust levels, from 0; null where it has none: all are 0.</param>
    public static ForumTables Machina(string userTable = "auth_user", string? trustLevelColumn = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(userTable);
        return new ForumTables(
            "django-machina",
            tables => MachinaTables.Map(tables, userTable, trustLevelColumn),
            SchemaKind.Machina,
            null
        );
    }

    internal void Map(FluentMappingBuilder tables) => _map(tables);
}
