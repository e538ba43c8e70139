using System.Text.RegularExpressions;
using LinqToDB;

namespace LearningStudio.Repositories.Sql;

/// <summary>Full-text search: SQLite's FTS5 by the id of the row, PostgreSQL by the row's column of words.</summary>
internal static partial class FullTextSearch
{
    /// <summary>The column of words on PostgreSQL; SQLite does not ask for it.</summary>
    public const string Column = "search";

    [GeneratedRegex(@"[\p{L}\p{N}][\p{L}\p{N}\p{M}]*", RegexOptions.None, 1000)]
    private static partial Regex Word();

    public static IReadOnlyList<string> ParseWords(string text) => [.. Word().Matches(text).Select(word => word.Value)];

    [LinqToDB.Sql.Expression(
        ProviderName.SQLite,
        "{0} IN (SELECT rowid FROM topics_search WHERE topics_search MATCH {2})",
        ServerSideOnly = true,
        IsPredicate = true
    )]
    [LinqToDB.Sql.Expression(
        ProviderName.PostgreSQL,
        "{1} @@ to_tsquery('simple', {2})",
        ServerSideOnly = true,
        IsPredicate = true
    )]
    public static bool InTitle(long id, string column, string words) => throw OnlyInSql.Error();

    [LinqToDB.Sql.Expression(
        ProviderName.SQLite,
        "{0} IN (SELECT rowid FROM posts_search WHERE posts_search MATCH {2})",
        ServerSideOnly = true,
        IsPredicate = true
    )]
    [LinqToDB.Sql.Expression(
        ProviderName.PostgreSQL,
        "{1} @@ to_tsquery('simple', {2})",
        ServerSideOnly = true,
        IsPredicate = true
    )]
    public static bool InBody(long id, string column, string words) => throw OnlyInSql.Error();
}
