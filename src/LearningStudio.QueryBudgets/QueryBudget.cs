using System.Globalization;

namespace LearningStudio.QueryBudgets;

/// <summary>The number of statements that code may send; a broken budget is an exception, in any test framework.</summary>
/// <remarks>
/// <see cref="QueryScope"/> says what is counted. If nothing at all was counted, a budget is broken too, since a connection
/// that nobody counts sends any number unseen: unless it expects none, as <see cref="None"/>, a maximum of 0 and
/// <see cref="AllowNone"/> do. An exception of the code under test is passed on. Immutable; tests that run beside each other
/// do not see each other's statements.
/// </remarks>
public sealed class QueryBudget
{
    private static readonly int[] DefaultScales = [10, 1_000];
    private readonly List<Limit> _limits = [];
    private bool _allowsNone;
    private bool _forbidsNPlusOne;

    private QueryBudget() { }

    /// <summary>No statement may be sent, and none is expected.</summary>
    public static QueryBudget None { get; } = Exactly(0);

    /// <summary>Any number, as long as no statement is repeated row by row. Run it over five rows or more.</summary>
    public static QueryBudget NoNPlusOne { get; } = new() { _forbidsNPlusOne = true };

    /// <summary>At most so many statements of all kinds.</summary>
    /// <param name="maximum">At least 0; so many are allowed.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static QueryBudget AtMost(int maximum) => Create(kind: null, maximum);

    /// <summary>At most so many statements that read; any number of others.</summary>
    /// <inheritdoc cref="AtMost"/>
    public static QueryBudget AtMostReads(int maximum) => Create(StatementKind.Read, maximum);

    /// <summary>At most so many statements that write; any number of others.</summary>
    /// <inheritdoc cref="AtMost"/>
    public static QueryBudget AtMostWrites(int maximum) => Create(StatementKind.Write, maximum);

    /// <summary>Exactly so many statements of all kinds.</summary>
    /// <param name="expected">At least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public static QueryBudget Exactly(int expected) => Create(kind: null, expected, isExact: true);

    /// <summary>A budget that keeps to this one and to another.</summary>
    /// <param name="other">The other; if either allows that nothing is counted, both do.</param>
    public QueryBudget And(QueryBudget other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var both = new QueryBudget
        {
            _allowsNone = _allowsNone || other._allowsNone,
            _forbidsNPlusOne = _forbidsNPlusOne || other._forbidsNPlusOne,
        };
        both._limits.AddRange(_limits);
        both._limits.AddRange(other._limits);
        return both;
    }

    /// <summary>The same budget for code that may send nothing, as over a cache.</summary>
    public QueryBudget AllowNone() => And(new QueryBudget { _allowsNone = true });

    /// <summary>Runs code and holds it to the budget.</summary>
    /// <param name="act">The code; it runs once.</param>
    /// <param name="options">What counts as an N+1; the defaults if null.</param>
    /// <returns>What was sent.</returns>
    /// <exception cref="QueryBudgetException">The budget is broken, or nothing was counted.</exception>
    public async Task<QueryReport> AssertAsync(Func<Task> act, QueryBudgetOptions? options = null)
    {
        QueryReport report = await RunAsync(act, options).ConfigureAwait(false);
        Check(report, options ?? new QueryBudgetOptions());
        return report;
    }

    /// <summary>Holds the report of a scope that code began itself to the budget.</summary>
    /// <param name="report">The report.</param>
    /// <exception cref="QueryBudgetException">The budget is broken, or nothing was counted.</exception>
    public void Check(QueryReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Check(report, new QueryBudgetOptions());
    }

    /// <inheritdoc cref="AtMost"/>
    /// <param name="maximum">At least 0; so many are allowed.</param>
    /// <param name="act">The code; it runs once.</param>
    /// <returns>What was sent.</returns>
    /// <exception cref="QueryBudgetException">It sent more, or nothing was counted.</exception>
    public static Task<QueryReport> AssertAsync(int maximum, Func<Task> act) => AtMost(maximum).AssertAsync(act);

    /// <summary>Asserts that code sends as many statements over much data as over little.</summary>
    /// <param name="populate">Adds data until there is as much as the scale it is given; its statements do not count.</param>
    /// <param name="act">The code; it runs once at each scale.</param>
    /// <param name="scales">Two or more, each greater than the one before; 10 and 1,000 if none is given.</param>
    /// <exception cref="ArgumentException">There is one scale only, or they do not grow.</exception>
    /// <exception cref="QueryBudgetException">
    /// The number of statements changed from the first scale to another, or nothing was counted.
    /// </exception>
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
            using (QueryScope.Suppress())
            {
                await populate(scale).ConfigureAwait(false);
            }

            QueryReport report = await RunAsync(act, options: null).ConfigureAwait(false);
            first ??= report;
            if (report.StatementCount != first.StatementCount)
            {
                throw Grown(first, growing[0], report, scale);
            }
        }

        if (first!.StatementCount == 0)
        {
            throw NothingCounted(maximum: 0, first);
        }
    }

    private static QueryBudget Create(StatementKind? kind, int maximum, bool isExact = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximum);
        return new QueryBudget
        {
            _limits = { new Limit(kind, maximum, isExact) },
            _allowsNone = kind is null && maximum == 0,
        };
    }

    private static async Task<QueryReport> RunAsync(Func<Task> act, QueryBudgetOptions? options)
    {
        ArgumentNullException.ThrowIfNull(act);
        using QueryScope scope = QueryScope.Begin("budget", options);
        await act().ConfigureAwait(false);
        return scope.Report();
    }

    private void Check(QueryReport report, QueryBudgetOptions options)
    {
        if (report.StatementCount == 0 && !_allowsNone)
        {
            throw NothingCounted(_limits.Select(limit => limit.Max).DefaultIfEmpty().Max(), report);
        }

        foreach (Limit limit in _limits)
        {
            limit.Check(report, _allowsNone);
        }

        if (_forbidsNPlusOne && report.Findings.FirstOrDefault(f => f.Kind == QueryFindingKind.NPlusOne) is { } finding)
        {
            throw new QueryBudgetException(finding.ToString(), options.NPlusOneThreshold - 1, finding.Count, report);
        }
    }

    private static QueryBudgetException NothingCounted(int maximum, QueryReport report) =>
        new(
            "Nothing was counted: is the connection wrapped? Wrap it, or the data source, with WithQueryCounting(); Entity "
                + "Framework Core needs no set-up. Code that runs in another process, or where the flow of execution is "
                + "suppressed, as behind a test server, is not seen. If no statement is expected, say so: QueryBudget.None, "
                + "or AllowNone().",
            maximum,
            actual: 0,
            report
        );

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
            select string.Create(
                CultureInfo.InvariantCulture,
                $"statement {query.Number} from {count} to {query.Count}"
            );
        string message = string.Create(
            CultureInfo.InvariantCulture,
            $"Expected as many statements at {scale} rows as at {firstScale}, {first.StatementCount}; {report.StatementCount} were sent: {string.Join(", ", changes.DefaultIfEmpty("fewer of them"))}. Read what belongs to all rows at once, by a join or an IN list."
        );
        return new QueryBudgetException(message, first.StatementCount, report.StatementCount, report);
    }

    /// <summary>How many statements of a kind, or of all, there may be.</summary>
    private sealed record Limit(StatementKind? Kind, int Max, bool IsExact)
    {
        public void Check(QueryReport report, bool allowsNone)
        {
            int actual = Kind is { } kind ? report.CountOf(kind) : report.StatementCount;
            if (actual == Max || (actual < Max && (!IsExact || (allowsNone && actual == 0))))
            {
                return;
            }

            string what = Kind switch
            {
                StatementKind.Read => "statements that read",
                StatementKind.Write => "statements that write",
                _ => "statements",
            };
            string expected = IsExact ? "" : "at most ";
            string limit = IsExact ? "expectation" : "budget";
            string advice =
                actual < Max
                    ? "Lower the expectation, or see whether all of its connections are counted."
                    : $"Join those listed here, or raise the {limit} if they are all needed.";
            throw new QueryBudgetException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Expected {expected}{Max} {what}, {actual} were sent. {advice}"
                ),
                Max,
                actual,
                report
            );
        }
    }
}
