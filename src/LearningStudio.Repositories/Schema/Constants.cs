using LinqToDB;

namespace LearningStudio.Repositories.Schema;

/// <summary>Values of columns that tables lack. Unlike constants of LINQ they stay in the list of columns.</summary>
internal static class Constants
{
    [Sql.Expression("0", ServerSideOnly = true)]
    public static int Zero() => throw OnlyInSql();

    [Sql.Expression("CAST(NULL AS bigint)", ServerSideOnly = true, IsNullable = Sql.IsNullableType.Nullable)]
    public static long? NoId() => throw OnlyInSql();

    [Sql.Expression("CAST(NULL AS text)", ServerSideOnly = true, IsNullable = Sql.IsNullableType.Nullable)]
    public static string? NoText() => throw OnlyInSql();

    [Sql.Expression(
        "PostgreSQL",
        "CAST(NULL AS timestamptz)",
        ServerSideOnly = true,
        IsNullable = Sql.IsNullableType.Nullable
    )]
    [Sql.Expression("SQLite", "NULL", ServerSideOnly = true, IsNullable = Sql.IsNullableType.Nullable)]
    public static DateTimeOffset? Never() => throw OnlyInSql();

    private static InvalidOperationException OnlyInSql() => new("Only SQL can say it.");
}
