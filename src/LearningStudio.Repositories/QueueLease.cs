namespace LearningStudio.Repositories;

/// <summary>Proves a claim of an entry.</summary>
/// <param name="EntryId">The entry.</param>
/// <param name="ModeratorId">Who claimed it.</param>
/// <param name="Fence">How often it had been claimed then.</param>
public sealed record QueueLease(long EntryId, long ModeratorId, long Fence);
