using System.Data.Common;
using System.Reflection;

namespace LearningStudio.QueryBudgets.Listening;

// Rule: EF Core's types are named by constants, which the trimmer follows: the properties read here are kept where EF Core
//   is part of the program, and there is nothing to read where it is not.
internal static class EntityFrameworkEvents
{
    private static readonly PropertyInfo? CommandProperty = Type.GetType(
            "Microsoft.EntityFrameworkCore.Diagnostics.CommandEventData, Microsoft.EntityFrameworkCore.Relational"
        )
        ?.GetProperty("Command");

    private static readonly PropertyInfo? DurationProperty = Type.GetType(
            "Microsoft.EntityFrameworkCore.Diagnostics.CommandEndEventData, Microsoft.EntityFrameworkCore.Relational"
        )
        ?.GetProperty("Duration");

    /// <summary>The command that an event is about; null if the payload is none of EF Core's.</summary>
    public static DbCommand? CommandOf(object payload) => Read(CommandProperty, payload) as DbCommand;

    /// <summary>How long the command took; zero if the payload does not say.</summary>
    public static TimeSpan DurationOf(object payload) =>
        Read(DurationProperty, payload) is TimeSpan duration ? duration : TimeSpan.Zero;

    private static object? Read(PropertyInfo? property, object payload) =>
        property?.DeclaringType?.IsInstanceOfType(payload) == true ? property.GetValue(payload) : null;
}
