using LinqToDB;

namespace LearningStudio.Repositories.Sql;

/// <summary>Keeps SQLite's planner, which guesses how many rows a range of moments holds, from beginning at the wrong end.</summary>
internal static class Unindexed
{
    /// <summary>A column whose index is not asked here; elsewhere it is the column as it stands.</summary>
    [LinqToDB.Sql.Expression(
        ProviderName.SQLite,
        "+({0})",
        ServerSideOnly = true,
        IsNullable = LinqToDB.Sql.IsNullableType.SameAsFirstParameter
    )]
    [LinqToDB.Sql.Expression(
        "{0}",
        ServerSideOnly = true,
        IsNullable = LinqToDB.Sql.IsNullableType.SameAsFirstParameter
    )]
    public static T Column<T>(T column) => throw OnlyInSql.Error();
}
