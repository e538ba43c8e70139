using LearningStudio.Repositories.Queries;
using LinqToDB;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Templates;

/// <summary>A template's SQL for one store.</summary>
internal sealed class RenderedSql
{
    private readonly ForumStore _store;
    private readonly List<(string Name, DataType Type, int Argument)> _parameters = [];

    private RenderedSql(string sql, ForumStore store)
    {
        Sql = sql;
        _store = store;
    }

    public string Sql { get; }

    public static RenderedSql Of<T>(SqlTemplate<T> template, ForumDb db, ForumStore store)
    {
        var arguments = new TemplateArguments(store.Times);
        QuerySql built = Show(template.Build(db, arguments));
        var rendered = new RenderedSql(built.Sql, store);
        foreach (DataParameter parameter in built.Parameters)
        {
            int argument = arguments.Find(parameter.Value);
            if (argument < 0)
            {
                throw new InvalidOperationException(
                    $"The parameter {parameter.Name} of a template is no argument of it."
                );
            }

            rendered._parameters.Add((parameter.Name!, parameter.DataType, argument));
        }

        return rendered._parameters.Select(parameter => parameter.Argument).Distinct().Count() == arguments.Count
            ? rendered
            : throw new InvalidOperationException("An argument of a template is no parameter of its SQL.");
    }

    public DataParameter[] Parameters(object[] arguments)
    {
        var parameters = new DataParameter[_parameters.Count];
        for (int i = 0; i < parameters.Length; i++)
        {
            (string name, DataType type, int argument) = _parameters[i];
            parameters[i] = arguments[argument] switch
            {
                DateTimeOffset time => _store.Times.Parameter(name, time),
                DateOnly day => _store.Engine.Day(name, day),
                object value => new DataParameter(name, value, type),
            };
        }

        return parameters;
    }

    private static QuerySql Show(IQueryable query) =>
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
