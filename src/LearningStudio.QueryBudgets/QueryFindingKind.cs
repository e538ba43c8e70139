namespace LearningStudio.QueryBudgets;

/// <summary>What is wrong with statements that were sent, the worst first.</summary>
public enum QueryFindingKind
{
    /// <summary>The scope sent more statements than its <see cref="QueryBudgetOptions.MaxStatements"/>.</summary>
    OverBudget,

    /// <summary>One path of calls sent one statement again and again, with different parameters: row by row.</summary>
    NPlusOne,

    /// <summary>A read was sent again with the same parameters, and nothing was written between: keep the first answer.</summary>
    Duplicate,

    /// <summary>Different callers sent the same statement; for information.</summary>
    Repeated,
}
