using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LearningStudio.Repositories.Schema;
using LinqToDB.Mapping;

namespace LearningStudio.Repositories.Sql;

/// <summary>
/// What depends on nothing but the tables and the dialect: the mapping, and the SQL built with it. All containers of a
/// process share it, since building it is most of what a container's first calls cost. Thread-safe.
/// </summary>
internal sealed class DialectSql
{
    private static readonly ConditionalWeakTable<ForumTables, ConcurrentDictionary<string, DialectSql>> All = [];
    private readonly ConcurrentDictionary<object, RenderedSql> _templates = new();
    private readonly ConcurrentDictionary<Func<ISqlDialect, string>, string> _statements = new();

    private DialectSql(ForumTables tables, ISqlDialect dialect) =>
        Mapping = ForumMapping.Create(tables, dialect, TimestampCodec.Create(dialect, tables));

    public MappingSchema Mapping { get; }

    public static DialectSql For(ForumTables tables, ISqlDialect dialect) =>
        All.GetValue(tables, static _ => new(StringComparer.Ordinal))
            .GetOrAdd(dialect.Name, static (_, of) => new DialectSql(of.tables, of.dialect), (tables, dialect));

    /// <summary>A statement in the dialect; it is written once.</summary>
    public string Statement(Func<ISqlDialect, string> sql, ISqlDialect dialect) =>
        _statements.GetOrAdd(sql, static (write, of) => write(of), dialect);

    public RenderedSql Template<T>(SqlTemplate<T> template, ForumDb db, ForumDatabase database) =>
        _templates.TryGetValue(template, out RenderedSql? rendered)
            ? rendered
            : _templates.GetOrAdd(template, RenderedSql.Render(template, db, database));
}
