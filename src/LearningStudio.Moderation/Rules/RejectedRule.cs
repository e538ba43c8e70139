namespace LearningStudio.Moderation.Rules;

/// <summary>A rule that was not taken over, and why; the others are in force without it.</summary>
/// <param name="Id">The rule's id.</param>
/// <param name="Source">Where it stands: <c>configuration</c>, or a file's name and, for a list, the line.</param>
/// <param name="Reason">What is wrong, where in the pattern, and what to do.</param>
public sealed record RejectedRule(string Id, string Source, string Reason);
