using System.Collections.Frozen;

namespace LearningStudio.SqlText;

/// <summary>Words after which a value, a sign or a bracket begins something new.</summary>
internal static class SqlKeywords
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> All = FrozenSet
        .ToFrozenSet(
            (
                "ALL AND ANY AS BETWEEN BY CASE CONFLICT DEFAULT DISTINCT ELSE EXCEPT EXISTS FROM HAVING ILIKE IN INTERSECT "
                + "INTO IS JOIN LATERAL LIKE LIMIT MATERIALIZED NOT OFFSET ON OR OVER RETURN RETURNING SELECT SET SOME THEN UNION USING VALUES WHEN "
                + "WHERE WITH"
            ).Split(' '),
            StringComparer.OrdinalIgnoreCase
        )
        .GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Contain(ReadOnlySpan<char> word) => All.Contains(word);
}
