using System.Globalization;

namespace LearningStudio.QueryBudgets;

/// <summary>One problem with the statements of a <see cref="QueryScope"/>. Immutable.</summary>
public sealed class QueryFinding
{
    internal QueryFinding(QueryFindingKind kind) => Kind = kind;

    /// <summary>What is wrong.</summary>
    public QueryFindingKind Kind { get; }

    /// <summary>Whether the statement reads or writes.</summary>
    /// <value><see cref="StatementKind.Other"/> for <see cref="QueryFindingKind.OverBudget"/>.</value>
    public StatementKind StatementKind { get; internal init; } = StatementKind.Other;

    /// <summary>The statement without values, as in <see cref="QueryStats.Fingerprint"/>.</summary>
    /// <value>Empty for <see cref="QueryFindingKind.OverBudget"/>.</value>
    public string Fingerprint { get; internal init; } = "";

    /// <summary>How often it was sent, without what failed or was allowed to repeat.</summary>
    /// <value>Of an N+1: along this path of calls. Of a duplicate: how often with parameters that came more than once.</value>
    public int Count { get; internal init; }

    /// <summary>The number of sets of parameters; at most 64 are told apart.</summary>
    public int DistinctParameters { get; internal init; }

    /// <summary>The method that asked, with file and line where symbols are at hand.</summary>
    /// <value>
    /// The first outside the libraries and <see cref="QueryBudgetOptions.DataLayer"/>. Null if no stack was read, or it held
    /// none, as after an await within the database library.
    /// </value>
    public string? CallSite { get; internal init; }

    /// <summary>The methods that called <see cref="CallSite"/>, innermost first; at most 4.</summary>
    public IReadOnlyList<string> Callers { get; internal init; } = [];

    /// <summary>The finding in a sentence, and what to do.</summary>
    public override string ToString()
    {
        string site = CallSite ?? "a caller that the stack did not hold";
        string callers = Callers.Count == 0 ? "" : $", called by {string.Join(", ", Callers)}";
        return Kind switch
        {
            QueryFindingKind.OverBudget => Invariant($"Over budget: {Count} statements."),
            QueryFindingKind.NPlusOne => Invariant(
                $"N+1: {Count} times with {DistinctParameters} sets of parameters, from {site}{callers}: {Fingerprint}. {Remedy}"
            ),
            QueryFindingKind.Duplicate => Invariant(
                $"Duplicate: {Count} times with parameters sent before, from {site}{callers}: {Fingerprint}. Keep the first answer."
            ),
            _ => Invariant($"Repeated: {Count} times from several callers, one of them {site}: {Fingerprint}."),
        };
    }

    internal static QueryFinding OverBudget(int statements) => new(QueryFindingKind.OverBudget) { Count = statements };

    private string Remedy =>
        StatementKind switch
        {
            StatementKind.Write => "Write the rows at once, by a batch or one statement for all of them.",
            StatementKind.Procedure => "Pass all rows to one call.",
            _ => "Read the rows at once, by a join or an IN list.",
        };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
