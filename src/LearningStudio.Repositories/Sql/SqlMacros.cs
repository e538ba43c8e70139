using System.Text.RegularExpressions;

namespace LearningStudio.Repositories.Sql;

/// <summary>
/// Writes the review queue's SQL for a database. Scripts say <c>utc_day(x)</c>, <c>seconds_between(x, y)</c>,
/// <c>is_in(x, set)</c>, <c>each_of(set) alias</c> for a table with the column <c>value</c>, <c>as_set(x)</c> for a column
/// of a set, <c>each_text(texts)</c> for a table of the values of a JSON array, and
/// <c>/* lock */ FOR NO KEY UPDATE</c> at the end of a statement where rows can be locked.
/// </summary>
internal static partial class SqlMacros
{
    public static string Expand(string script, ISqlDialect dialect)
    {
        bool isSqlite = dialect is SqliteDialect;
        script = UtcDay().Replace(script, m => dialect.UtcDay(m.Groups["time"].Value));
        script = SecondsBetween()
            .Replace(script, m => dialect.SecondsBetween(m.Groups["from"].Value, m.Groups["to"].Value));
        script = EachOf()
            .Replace(
                script,
                isSqlite ? "json_each(${set}) AS ${alias}" : "unnest(CAST(${set} AS bigint[])) AS ${alias} (value)"
            );
        script = AsSet().Replace(script, isSqlite ? "${set}" : "CAST(${set} AS bigint[])");
        script = EachText().Replace(script, m => dialect.EachText(m.Groups["texts"].Value));
        script = IsIn().Replace(script, m => dialect.IsIn(m.Groups["id"].Value, m.Groups["set"].Value));
        return isSqlite ? RowLock().Replace(script, "") : script;
    }

    [GeneratedRegex(@"each_of\((?<set>[^(),]+)\) (?<alias>\w+)", RegexOptions.None, 1000)]
    private static partial Regex EachOf();

    [GeneratedRegex(@"as_set\((?<set>[^(),]+)\)", RegexOptions.None, 1000)]
    private static partial Regex AsSet();

    [GeneratedRegex(@"is_in\((?<id>[^(),]+), (?<set>[^(),]+)\)", RegexOptions.None, 1000)]
    private static partial Regex IsIn();

    [GeneratedRegex(@"each_text\((?<texts>[^()]+)\)", RegexOptions.None, 1000)]
    private static partial Regex EachText();

    [GeneratedRegex(@"seconds_between\((?<from>[^(),]+), (?<to>[^(),]+)\)", RegexOptions.None, 1000)]
    private static partial Regex SecondsBetween();

    [GeneratedRegex(@"utc_day\((?<time>[^()]+)\)", RegexOptions.None, 1000)]
    private static partial Regex UtcDay();

    [GeneratedRegex(@"\s*/\* (?:lock|skip) \*/[^;)]*", RegexOptions.None, 1000)]
    private static partial Regex RowLock();
}
