namespace LearningStudio.Repositories;

/// <summary>What is wrong with statements that were sent, the worst first.</summary>
public enum QueryFindingKind
{
    /// <summary>The scope sent more statements than its <see cref="QueryScopeOptions.MaximumStatements"/>.</summary>
    OverBudget,

    /// <summary>One line sent one statement again and again, with different parameters: read the rows at once.</summary>
    NPlusOne,

    /// <summary>One statement was sent again with the same parameters: keep the first answer.</summary>
    Duplicate,

    /// <summary>Different lines sent the same statement; for information.</summary>
    Repeated,
}
