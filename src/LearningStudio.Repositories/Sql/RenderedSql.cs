using System.Data.Common;
using LinqToDB;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Sql;

/// <summary>A template's SQL for the tables of one dialect.</summary>
internal sealed class RenderedSql
{
    private readonly List<(DataParameter Parameter, int? Argument)> _parameters = [];

    private RenderedSql(string sql) => Sql = sql;

    public string Sql { get; }

    public static RenderedSql Render<T>(SqlTemplate<T> template, ForumDb db, ForumDatabase database)
    {
        var arguments = new TemplateArguments(database.Times);
        QuerySql built = Show(template.Build(db, arguments));
        var rendered = new RenderedSql(built.Sql);
        foreach (DataParameter parameter in built.Parameters)
        {
            int argument = arguments.Find(parameter.Value);
            rendered._parameters.Add((parameter, argument < 0 ? null : argument));
        }

        // A mapping's expressions may hold constants, which make parameters of their own and need no argument any more.
        return !database.IsNative || rendered.HasExactly(arguments.Count)
            ? rendered
            : throw new InvalidOperationException("The arguments of a template are not the parameters of its SQL.");
    }

    public DataParameter[] Parameters(object[] arguments, ForumDatabase database) =>
        [
            .. _parameters.Select(given => new DataParameter(
                given.Parameter.Name,
                ValueOf(given.Parameter, given.Argument, arguments, database),
                given.Parameter.DataType
            )),
        ];

    public void AddParameters(DbCommand command, object[] arguments, ForumDatabase database)
    {
        foreach ((DataParameter parameter, int? argument) in _parameters)
        {
            DbParameter added = command.CreateParameter();
            added.ParameterName = parameter.Name!;
            added.Value = ValueOf(parameter, argument, arguments, database) ?? DBNull.Value;
            command.Parameters.Add(added);
        }
    }

    /// <summary>A parameter's value as the tables hold it.</summary>
    private static object? ValueOf(
        DataParameter parameter,
        int? argument,
        object[] arguments,
        ForumDatabase database
    ) =>
        (argument is { } place ? arguments[place] : parameter.Value) switch
        {
            DateTimeOffset time => database.Times.Encode(time),
            DateOnly day => database.Dialect.Day(parameter.Name!, day).Value,
            var value => value,
        };

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
