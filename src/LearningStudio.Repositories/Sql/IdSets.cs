using LinqToDB;

namespace LearningStudio.Repositories.Sql;

/// <summary>Lists of ids as one parameter, so that their number does not change the statement.</summary>
internal static class IdSets
{
    /// <summary>Whether a set, as <see cref="ISqlDialect.Set"/> writes it, holds an id.</summary>
    [LinqToDB.Sql.Expression(
        ProviderName.SQLite,
        "{0} IN (SELECT value FROM json_each({1}))",
        ServerSideOnly = true,
        IsPredicate = true
    )]
    [LinqToDB.Sql.Expression(
        ProviderName.PostgreSQL,
        "{0} = ANY (CAST({1} AS bigint[]))",
        ServerSideOnly = true,
        IsPredicate = true
    )]
    public static bool Holds(long id, string set) => throw OnlyInSql.Error();
}
