namespace LearningStudio.QueryBudgets;

/// <summary>Code sent more statements than it may, or others; the message lists them and says what to do.</summary>
#pragma warning disable CA1032 // It is thrown by budgets only, which always have a report.
public sealed class QueryBudgetException : Exception
#pragma warning restore CA1032
{
    internal QueryBudgetException(string message, int maximum, int actual, QueryReport report)
        : base($"{message}\n\n{report}")
    {
        Limit = maximum;
        Actual = actual;
        Report = report;
    }

    /// <summary>How many were allowed.</summary>
    /// <value>Of an exact or constant budget: how many were expected. Of an N+1: how often a statement may repeat.</value>
    public int Limit { get; }

    /// <summary>How many were sent.</summary>
    /// <value>Of an N+1: how often the statement was sent.</value>
    public int Actual { get; }

    /// <summary>The statements; of a constant budget, those of the scale that failed.</summary>
    public QueryReport Report { get; }
}
