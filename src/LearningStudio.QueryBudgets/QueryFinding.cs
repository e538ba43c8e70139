using System.Globalization;

namespace LearningStudio.Repositories;

/// <summary>Something a <see cref="QueryScope"/> found wrong. Immutable.</summary>
public sealed class QueryFinding
{
    internal QueryFinding(
        QueryFindingKind kind,
        string fingerprint,
        int count,
        int distinctParameters,
        string? callSite
    )
    {
        Kind = kind;
        Fingerprint = fingerprint;
        Count = count;
        DistinctParameters = distinctParameters;
        CallSite = callSite;
    }

    /// <summary>What is wrong.</summary>
    public QueryFindingKind Kind { get; }

    /// <summary>The statement without values, as in <see cref="QueryStatistics.Fingerprint"/>.</summary>
    /// <value>Empty for <see cref="QueryFindingKind.OverBudget"/>.</value>
    public string Fingerprint { get; }

    /// <summary>How often it was sent, without what <see cref="QueryScope.Allow"/> covered.</summary>
    /// <value>Of a duplicate: how often with parameters that came more than once.</value>
    public int Count { get; }

    /// <summary>How many sets of parameters it was sent with; at most 64 are told apart.</summary>
    public int DistinctParameters { get; }

    /// <summary>The method that sent it, with file and line where symbols are at hand.</summary>
    /// <value>Null if the stack did not hold it, as after an await within the database library.</value>
    public string? CallSite { get; }

    /// <summary>The finding in a sentence, and what to do.</summary>
    public override string ToString()
    {
        string site = CallSite is null ? "a caller that the stack did not hold" : CallSite;
        return Kind switch
        {
            QueryFindingKind.OverBudget => Invariant($"Over budget: {Count} statements."),
            QueryFindingKind.NPlusOne => Invariant(
                $"N+1: {Count} times with {DistinctParameters} sets of parameters, from {site}: {Fingerprint}. Read the rows at once, by a join or an IN list."
            ),
            QueryFindingKind.Duplicate => Invariant(
                $"Duplicate: {Count} times with parameters sent before, from {site}: {Fingerprint}. Keep the first answer."
            ),
            _ => Invariant($"Repeated: {Count} times from several lines, one of them {site}: {Fingerprint}."),
        };
    }

    internal static QueryFinding OverBudget(int statements) =>
        new(QueryFindingKind.OverBudget, "", statements, 0, callSite: null);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
