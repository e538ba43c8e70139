namespace LearningStudio.Moderation.Review.Decisions;

/// <summary>Asks to take a decision back.</summary>
/// <param name="ItemId">The decided item.</param>
/// <param name="ModeratorId">Who asks.</param>
/// <param name="Window">How old the decision may be.</param>
/// <param name="IsLead">Whether decisions of others may be taken back.</param>
public sealed record UndoRequest(long ItemId, long ModeratorId, TimeSpan Window, bool IsLead = false);
