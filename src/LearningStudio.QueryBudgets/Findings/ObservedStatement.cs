using LearningStudio.SqlText;

namespace LearningStudio.QueryBudgets.Findings;

/// <summary>One statement, as it is about to be sent.</summary>
/// <param name="Text">Its fingerprint and tag.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Values">A hash of its parameters and literals.</param>
/// <param name="Reason">Why it may repeat; null if it may not.</param>
internal readonly record struct ObservedStatement(StatementText Text, StatementKind Kind, int Values, string? Reason);
