using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LearningStudio.Repositories.Schema;
using LinqToDB.Mapping;

namespace LearningStudio.Repositories.Sql;

/// <summary>
/// What depends on nothing but the tables and the engine: the mapping, and the SQL built with it. All containers of a
/// process share it, since building it is most of what a container's first calls cost. Thread-safe.
/// </summary>
internal sealed class EngineSql
{
    private static readonly ConditionalWeakTable<ForumTables, ConcurrentDictionary<string, EngineSql>> All = [];
    private readonly ConcurrentDictionary<object, RenderedSql> _templates = new();
    private readonly ConcurrentDictionary<string, string> _scripts = new(StringComparer.Ordinal);

    private EngineSql(ForumTables tables, IForumEngine engine) =>
        Mapping = ForumMapping.Of(tables, engine, Times.Of(engine, tables));

    public MappingSchema Mapping { get; }

    public static EngineSql Of(ForumTables tables, IForumEngine engine) =>
        All.GetValue(tables, static _ => new(StringComparer.Ordinal))
            .GetOrAdd(engine.Name, static (_, of) => new EngineSql(of.tables, of.engine), (tables, engine));

    /// <summary>A script as the engine wants it.</summary>
    public string Script(string script, IForumEngine engine) => _scripts.GetOrAdd(script, engine.Sql);

    public RenderedSql Template<T>(SqlTemplate<T> template, ForumDb db, ForumStore store) =>
        _templates.TryGetValue(template, out RenderedSql? rendered)
            ? rendered
            : _templates.GetOrAdd(template, RenderedSql.Of(template, db, store));
}
