using LinqToDB;

namespace LearningStudio.Repositories.Sql;

/// <summary>Comparisons of texts that each database says in its own way.</summary>
internal static class TextSearch
{
    public const char EscapeCharacter = '\\';

    /// <summary>A pattern of LIKE for texts that hold a text.</summary>
    public static string Containing(string text) =>
        $"%{text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal)}%";

    /// <summary>Whether a text fits a pattern, whatever the case of its letters; SQLite knows only those of ASCII.</summary>
    [LinqToDB.Sql.Expression(
        ProviderName.SQLite,
        "{0} LIKE {1} ESCAPE '\\'",
        ServerSideOnly = true,
        IsPredicate = true
    )]
    [LinqToDB.Sql.Expression(
        ProviderName.PostgreSQL,
        "{0} ILIKE {1} ESCAPE '\\'",
        ServerSideOnly = true,
        IsPredicate = true
    )]
    public static bool Like(string text, string pattern) => throw OnlyInSql.Error();

    /// <summary>Whether two names are one, where the index of the column tells whatever the case.</summary>
    [LinqToDB.Sql.Expression(ProviderName.SQLite, "{0} = {1}", ServerSideOnly = true, IsPredicate = true)]
    [LinqToDB.Sql.Expression(
        ProviderName.PostgreSQL,
        "lower({0}) = lower({1})",
        ServerSideOnly = true,
        IsPredicate = true
    )]
    public static bool SameName(string name, string other) => throw OnlyInSql.Error();

    [LinqToDB.Sql.Expression("lower({0}) = lower({1})", ServerSideOnly = true, IsPredicate = true)]
    public static bool SameIgnoringCase(string? text, string other) => throw OnlyInSql.Error();

    /// <summary>How a text begins.</summary>
    [LinqToDB.Sql.Expression("substr({0}, 1, 200)", ServerSideOnly = true)]
    public static string? Excerpt(string text) => throw OnlyInSql.Error();
}
