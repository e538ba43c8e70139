using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;

namespace LearningStudio.Repositories.Diagnostics;

/// <summary>Reads what EF Core tells of a command, by getters compiled once for each type of payload.</summary>
internal sealed class CommandPayload(Type type)
{
    public Func<object, DbCommand?> Command { get; } = Getter<DbCommand?>(type, "Command");

    public Func<object, TimeSpan> Duration { get; } = Getter<TimeSpan>(type, "Duration");

    public Func<object, Exception?> Failure { get; } = Getter<Exception?>(type, "Exception");

    // A property that is missing, or of another type, reads as the default.
    private static Func<object, T> Getter<T>(Type type, string name)
    {
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance;
        PropertyInfo? property = Array.Find(
            type.GetProperties(Public),
            p => name.Equals(p.Name, StringComparison.Ordinal)
        );
        if (property?.GetMethod is null || !typeof(T).IsAssignableFrom(property.PropertyType))
        {
            return static _ => default!;
        }

        ParameterExpression payload = Expression.Parameter(typeof(object));
        MemberExpression value = Expression.Property(Expression.Convert(payload, type), property);
        return Expression.Lambda<Func<object, T>>(Expression.Convert(value, typeof(T)), payload).Compile();
    }
}
