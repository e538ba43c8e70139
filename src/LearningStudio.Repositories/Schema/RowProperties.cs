using System.Reflection;

namespace LearningStudio.Repositories.Schema;

/// <summary>Tells a row's columns from its associations.</summary>
internal static class RowProperties
{
    public static bool IsColumn(PropertyInfo property) =>
        property.PropertyType.IsEnum
        || string.Equals(property.PropertyType.Namespace, nameof(System), StringComparison.Ordinal);
}
