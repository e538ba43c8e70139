using System.Data.Common;
using LearningStudio.Repositories.Queries;
using LinqToDB;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Templates;

/// <summary>A template's SQL for one store.</summary>
internal sealed class RenderedSql
{
    private readonly ForumStore _store;
    private readonly List<(DataParameter Parameter, int? Argument)> _parameters = [];

    private RenderedSql(string sql, ForumStore store)
    {
        Sql = sql;
        _store = store;
    }

    public string Sql { get; }

    public static RenderedSql Of<T>(SqlTemplate<T> template, ForumDb db, ForumStore store)
    {
        var arguments = new TemplateArguments(store.Times);
        QuerySql built = Show(TemplateColumns.Of(template.Build(db, arguments)));
        var rendered = new RenderedSql(built.Sql, store);
        foreach (DataParameter parameter in built.Parameters)
        {
            int argument = arguments.Find(parameter.Value);
            rendered._parameters.Add((parameter, argument < 0 ? null : argument));
        }

        // A mapping's expressions may hold constants, which make parameters of their own and need no argument any more.
        return !store.IsNative || rendered.HasExactly(arguments.Count)
            ? rendered
            : throw new InvalidOperationException("The arguments of a template are not the parameters of its SQL.");
    }

    public DataParameter[] Parameters(object[] arguments)
    {
        var parameters = new DataParameter[_parameters.Count];
        for (int i = 0; i < parameters.Length; i++)
        {
            (DataParameter parameter, int? argument) = _parameters[i];
            object? given = argument is { } place ? arguments[place] : parameter.Value;
            parameters[i] = given switch
            {
                DateTimeOffset time => _store.Times.Parameter(parameter.Name!, time),
                DateOnly day => _store.Engine.Day(parameter.Name!, day),
                object value => new DataParameter(parameter.Name, value, parameter.DataType),
                null => new DataParameter(parameter.Name, null, parameter.DataType),
            };
        }

        return parameters;
    }

    public void AddParameters(DbCommand command, object[] arguments)
    {
        foreach ((DataParameter parameter, int? argument) in _parameters)
        {
            DbParameter added = command.CreateParameter();
            added.ParameterName = parameter.Name!;
            added.Value = (argument is { } place ? arguments[place] : parameter.Value) switch
            {
                DateTimeOffset time => _store.Times.Store(time),
                DateOnly day => _store.Engine.Day(parameter.Name!, day).Value,
                object value => value,
                null => DBNull.Value,
            };
            command.Parameters.Add(added);
        }
    }

    private bool HasExactly(int arguments) =>
        _parameters.TrueForAll(parameter => parameter.Argument is not null)
        && _parameters.Select(parameter => parameter.Argument).Distinct().Count() == arguments;

    public static QuerySql Show(IQueryable query) =>
        (QuerySql)
            typeof(LinqExtensions)
                .GetMethods()
                .Single(method =>
                    method.Name.Equals(nameof(LinqExtensions.ToSqlQuery), StringComparison.Ordinal)
                    && IsOfQueryable(method)
                )
                .MakeGenericMethod(query.ElementType)
                .Invoke(null, [query, null])!;

    private static bool IsOfQueryable(System.Reflection.MethodInfo method) =>
        method.GetParameters()[0].ParameterType is { IsGenericType: true } type
        && type.GetGenericTypeDefinition() == typeof(IQueryable<>);
}
