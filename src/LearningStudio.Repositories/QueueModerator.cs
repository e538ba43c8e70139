namespace LearningStudio.Repositories;

/// <summary>What one moderator did.</summary>
/// <param name="ModeratorId">Who.</param>
/// <param name="Decided">Decisions.</param>
/// <param name="MedianSeconds">The median time from claim to decision; null without claims.</param>
/// <param name="Reversed">Decisions that were taken back.</param>
/// <param name="Skipped">Entries skipped.</param>
public sealed record QueueModerator(long ModeratorId, int Decided, double? MedianSeconds, int Reversed, int Skipped);
