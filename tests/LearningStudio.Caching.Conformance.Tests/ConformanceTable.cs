namespace LearningStudio.Caching.Conformance.Tests;

/// <summary>The table in <c>docs/conformance.md</c>: who keeps which rule. It is what the tests expect.</summary>
internal static class ConformanceTable
{
    private static readonly string[][] Rows =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "conformance.md"))
            .SkipWhile(line => !line.StartsWith('|'))
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)),
    ];

    public static IEnumerable<string> Rules => Rows.Skip(2).Select(row => row[0]);

    public static bool Says(string contender, string rule)
    {
        int column = Array.IndexOf(Rows[0], contender);
        return Rows.Single(row => string.Equals(row[0], rule, StringComparison.Ordinal))[column] is "yes";
    }
}
