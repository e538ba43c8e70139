using System.Globalization;

namespace LearningStudio.Repositories;

/// <summary>Asserts how many statements code sends, in any test framework: a broken budget is an exception.</summary>
/// <remarks>
/// What is counted is told by <see cref="QueryScope"/>. An exception of the code under test is passed on. Thread-safe:
/// tests that run beside each other do not see each other's statements.
/// </remarks>
public static class QueryBudget
{
    private static readonly QueryScopeOptions Options = new() { EveryCallSite = true };
    private static readonly int[] DefaultScales = [10, 1_000];

    /// <summary>Asserts that code sends at most so many statements.</summary>
    /// <param name="maximum">At least 0; so many are allowed.</param>
    /// <param name="act">The code; it runs once.</param>
    /// <returns>What was sent.</returns>
    /// <exception cref="QueryBudgetException">It sent more.</exception>
    public static async Task<QueryReport> AssertAsync(int maximum, Func<Task> act)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximum);
        QueryReport report = await RunAsync(act).ConfigureAwait(false);
        return report.StatementCount <= maximum
            ? report
            : throw Broken(
                $"Expected at most {maximum} statements, {report.StatementCount} were sent. "
                    + "Join the reads listed here, or raise the budget if they are all needed.",
                maximum,
                report
            );
    }

    /// <summary>Asserts that code sends exactly so many statements.</summary>
    /// <param name="expected">At least 0.</param>
    /// <param name="act">The code; it runs once.</param>
    /// <returns>What was sent.</returns>
    /// <exception cref="QueryBudgetException">It sent more, or fewer.</exception>
    public static async Task<QueryReport> AssertExactlyAsync(int expected, Func<Task> act)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(expected);
        QueryReport report = await RunAsync(act).ConfigureAwait(false);
        string advice =
            report.StatementCount < expected
                ? "Lower the expectation, or see whether its database is counted at all."
                : "Join the reads listed here, or raise the expectation if they are all needed.";
        return report.StatementCount == expected
            ? report
            : throw Broken(
                $"Expected {expected} statements, {report.StatementCount} were sent. {advice}",
                expected,
                report
            );
    }

    /// <summary>Asserts that code repeats no statement row by row.</summary>
    /// <param name="act">The code; it runs once, over at least five rows.</param>
    /// <returns>What was sent.</returns>
    /// <exception cref="QueryBudgetException">One line sent one statement at least five times, with different parameters.</exception>
    public static async Task<QueryReport> AssertNoNPlusOneAsync(Func<Task> act)
    {
        QueryReport report = await RunAsync(act).ConfigureAwait(false);
        QueryFinding? finding = report.Findings.FirstOrDefault(f => f.Kind == QueryFindingKind.NPlusOne);
        return finding is null
            ? report
            : throw new QueryBudgetException(finding.ToString(), Options.NPlusOneThreshold - 1, finding.Count, report);
    }

    /// <summary>Asserts that code sends as many statements over much data as over little.</summary>
    /// <param name="populate">Adds data until there is as much as the scale it is given; its statements do not count.</param>
    /// <param name="act">The code; it runs once at each scale.</param>
    /// <param name="scales">Two or more, each greater than the one before; 10 and 1,000 if none is given.</param>
    /// <exception cref="ArgumentException">There is one scale only, or they do not grow.</exception>
    /// <exception cref="QueryBudgetException">The number of statements changed from the first scale to another.</exception>
    public static async Task AssertConstantAsync(
        Func<int, Task> populate,
        Func<Task> act,
        params IReadOnlyList<int> scales
    )
    {
        ArgumentNullException.ThrowIfNull(populate);
        ArgumentNullException.ThrowIfNull(scales);
        IReadOnlyList<int> growing = scales.Count == 0 ? DefaultScales : scales;
        if (growing.Count < 2 || growing.Zip(growing.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            throw new ArgumentException("Give two or more scales, each greater than the one before.", nameof(scales));
        }

        QueryReport? first = null;
        foreach (int scale in growing)
        {
            await populate(scale).ConfigureAwait(false);
            QueryReport report = await RunAsync(act).ConfigureAwait(false);
            first ??= report;
            if (report.StatementCount != first.StatementCount)
            {
                throw Grown(first, growing[0], report, scale);
            }
        }
    }

    private static async Task<QueryReport> RunAsync(Func<Task> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        using QueryScope scope = QueryScope.Begin("budget", Options);
        await act().ConfigureAwait(false);
        return scope.Report();
    }

    private static QueryBudgetException Grown(QueryReport first, int firstScale, QueryReport report, int scale)
    {
        Dictionary<string, int> before = first.Queries.ToDictionary(
            q => q.Fingerprint,
            q => q.Count,
            StringComparer.Ordinal
        );
        IEnumerable<string> changes =
            from query in report.Queries.Select((query, i) => (query.Fingerprint, query.Count, Number: i + 1))
            let count = before.GetValueOrDefault(query.Fingerprint)
            where count != query.Count
            select $"statement {query.Number} from {count} to {query.Count}";
        string message =
            $"Expected as many statements at {scale} rows as at {firstScale}, {first.StatementCount}; {report.StatementCount} were sent: "
            + $"{string.Join(", ", changes.DefaultIfEmpty("fewer of them"))}. Read what belongs to all rows at once, by a join or an IN list.";
        return Broken(message, first.StatementCount, report);
    }

    private static QueryBudgetException Broken(FormattableString message, int maximum, QueryReport report) =>
        Broken(message.ToString(CultureInfo.InvariantCulture), maximum, report);

    private static QueryBudgetException Broken(string message, int maximum, QueryReport report) =>
        new(message, maximum, report.StatementCount, report);
}
