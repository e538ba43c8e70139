using System.Collections.ObjectModel;
using System.Globalization;
using System.Text;

namespace LearningStudio.QueryBudgets;

/// <summary>What a <see cref="QueryScope"/> counted and found. Immutable; holds no parameters' values.</summary>
public sealed class QueryReport
{
    private readonly int[] _kinds;

    internal QueryReport(int[] kinds) => _kinds = [.. kinds];

    /// <summary>The scope's name.</summary>
    /// <value>Null if it had none.</value>
    public string? Name { get; internal init; }

    /// <summary>How many statements were sent.</summary>
    public int StatementCount { get; internal init; }

    /// <summary>The number of statements that read, see <see cref="StatementKind.Read"/>.</summary>
    public int ReadCount => CountOf(StatementKind.Read);

    /// <summary>The number of statements that write, see <see cref="StatementKind.Write"/>.</summary>
    public int WriteCount => CountOf(StatementKind.Write);

    /// <summary>How many of them are not in <see cref="Queries"/>, which holds the first 256 different ones, as far as they can be read.</summary>
    public int UntrackedCount { get; internal init; }

    /// <summary>How long the database took for all of them; parallel ones are added up.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>The different statements, in the order they were first sent.</summary>
    public IReadOnlyList<QueryStats> Queries { get; internal init; } = [];

    /// <summary>What is wrong, the worst first: of one statement its loops, or else at most one finding.</summary>
    public IReadOnlyList<QueryFinding> Findings { get; internal init; } = [];

    /// <summary>The reasons why statements were allowed to repeat, and how many each covered.</summary>
    /// <value>
    /// Those given to <see cref="QueryScope.Allow"/>; the name of the option for <see cref="QueryBudgetOptions.IgnoredStatements"/>
    /// and <see cref="QueryBudgetOptions.IgnoredFrames"/>.
    /// </value>
    public IReadOnlyDictionary<string, int> Allowed { get; internal init; } = ReadOnlyDictionary<string, int>.Empty;

    /// <summary>The number of statements of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such kind.</exception>
    public int CountOf(StatementKind kind) =>
        Enum.IsDefined(kind)
            ? _kinds[(int)kind]
            : throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of statement.");

    /// <summary>The report as a failed test shows it: statements by number, with counts and call sites, then findings.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        string name = Name ?? "scope";
        Line(text, $"{name}: {StatementCount} statements{Kinds()} in {Duration.TotalMilliseconds:F1} ms");
        int number = 0;
        foreach (QueryStats query in Queries)
        {
            string tag = query.Tag is null ? "" : $" /* {query.Tag} */";
            string failed = query.Failed == 0 ? "" : $", {query.Failed} failed";
            Line(text, $"{++number, 3}. {query.Count} x{tag} {query.Fingerprint}");
            Line(
                text,
                $"       {query.DistinctParameters} sets of parameters, {query.Duration.TotalMilliseconds:F1} ms{failed}"
            );
            foreach (string site in query.CallSites)
            {
                Line(text, $"       at {site}");
            }
        }

        if (UntrackedCount > 0)
        {
            Line(text, $"     and {UntrackedCount} statements of other texts");
        }

        foreach (QueryFinding finding in Findings)
        {
            Line(text, $"{finding}");
        }

        foreach ((string reason, int count) in Allowed)
        {
            Line(text, $"Allowed, {reason}: {count} statements.");
        }

        return text.ToString().TrimEnd('\n');
    }

    // The kinds are named where there is more than one.
    private string Kinds()
    {
        string[] kinds =
        [
            .. Enum.GetValues<StatementKind>()
                .Where(kind => _kinds[(int)kind] > 0)
                .Select(kind => string.Create(CultureInfo.InvariantCulture, $"{_kinds[(int)kind]} {kind}")),
        ];
        return kinds.Length < 2 ? "" : $" ({string.Join(", ", kinds)})";
    }

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
