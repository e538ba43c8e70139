using LearningStudio.SqlText;

namespace LearningStudio.QueryBudgets;

/// <summary>What a <see cref="QueryScope"/> saw of one statement, whatever its values. Immutable.</summary>
public sealed class QueryStats
{
    internal QueryStats(StatementText text, StatementKind kind)
    {
        Fingerprint = text.Fingerprint.Text;
        Tag = text.Tag;
        Kind = kind;
    }

    /// <summary>The statement's text with <c>?</c> for each value and <c>(...)</c> for each list of values.</summary>
    public string Fingerprint { get; }

    /// <summary>The comment before its first word, as linq2db's <c>TagQuery</c> and EF's <c>TagWith</c> write it.</summary>
    /// <value>Null if there is none; at most 100 characters.</value>
    public string? Tag { get; }

    /// <summary>What the statement does.</summary>
    public StatementKind Kind { get; }

    /// <summary>How often it was sent.</summary>
    public int Count { get; internal init; }

    /// <summary>How often it failed.</summary>
    public int Failed { get; internal init; }

    /// <summary>The number of sets of parameters and literals; at most 64 are told apart.</summary>
    public int DistinctParameters { get; internal init; }

    /// <summary>How long the database took in all.</summary>
    /// <value>
    /// Up to the end of the execution, without the reading of rows, unless a listener reports it otherwise. Zero while the
    /// statement runs.
    /// </value>
    public TimeSpan Duration { get; internal init; }

    /// <summary>The methods that sent it, with file and line where symbols are at hand.</summary>
    /// <value>At most 8; empty where no stack was read, see <see cref="QueryBudgetOptions.EveryCallSite"/>.</value>
    public IReadOnlyList<string> CallSites { get; internal init; } = [];
}
