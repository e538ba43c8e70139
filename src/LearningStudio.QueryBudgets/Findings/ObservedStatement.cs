namespace LearningStudio.Repositories.Diagnostics;

/// <summary>One statement, as it is about to be sent.</summary>
/// <param name="Text">What there is to know of its text.</param>
/// <param name="Values">A hash of its parameters and literals.</param>
/// <param name="Reason">Why it may repeat, if it may.</param>
internal readonly record struct StatementSight(StatementText Text, int Values, string? Reason);
