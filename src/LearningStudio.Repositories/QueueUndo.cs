namespace LearningStudio.Repositories;

/// <summary>Asks to take a decision back.</summary>
/// <param name="EntryId">The decided entry.</param>
/// <param name="ModeratorId">Who asks.</param>
/// <param name="IsLead">Whether decisions of others may be taken back.</param>
/// <param name="Since">When it may have been decided at the earliest.</param>
/// <param name="Now">The present moment.</param>
public sealed record QueueUndo(long EntryId, long ModeratorId, bool IsLead, DateTimeOffset Since, DateTimeOffset Now);
