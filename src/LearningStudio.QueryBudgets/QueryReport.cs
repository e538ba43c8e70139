using System.Collections.ObjectModel;
using System.Globalization;
using System.Text;

namespace LearningStudio.Repositories;

/// <summary>What a <see cref="QueryScope"/> counted and found. Immutable; holds no parameters' values.</summary>
public sealed class QueryReport
{
    internal QueryReport() { }

    /// <summary>The scope's name.</summary>
    /// <value>Null if it had none.</value>
    public string? Name { get; internal init; }

    /// <summary>How many statements were sent.</summary>
    public int StatementCount { get; internal init; }

    /// <summary>How many of them are not in <see cref="Queries"/>, which holds the first 256 different ones.</summary>
    public int UntrackedCount { get; internal init; }

    /// <summary>How long the database took for all of them; parallel ones are added up.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>The different statements, in the order they were first sent.</summary>
    public IReadOnlyList<QueryStatistics> Queries { get; internal init; } = [];

    /// <summary>What is wrong, the worst first; at most one finding for each statement.</summary>
    public IReadOnlyList<QueryFinding> Findings { get; internal init; } = [];

    /// <summary>The reasons given to <see cref="QueryScope.Allow"/>, and how many statements each covered.</summary>
    public IReadOnlyDictionary<string, int> Allowed { get; internal init; } = ReadOnlyDictionary<string, int>.Empty;

    /// <summary>The report as a failed test shows it: statements by number, with counts and call sites, then findings.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        string name = Name ?? "scope";
        Line(text, $"{name}: {StatementCount} statements in {Duration.TotalMilliseconds:F1} ms");
        int number = 0;
        foreach (QueryStatistics query in Queries)
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

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
