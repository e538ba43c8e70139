using LearningStudio.QueryBudgets.Findings;
using LearningStudio.QueryBudgets.Stacks;

namespace LearningStudio.QueryBudgets.Counting;

/// <summary>A statement that was sent and has not ended.</summary>
/// <param name="Observed">The statement.</param>
/// <param name="Stack">Where it was sent from, if a scope wanted to know.</param>
/// <param name="Scope">The innermost scope that counted it.</param>
/// <param name="Began">A timestamp of the system's clock.</param>
internal readonly record struct RunningStatement(
    ObservedStatement Observed,
    CapturedStack? Stack,
    QueryScope? Scope,
    long Began
);
