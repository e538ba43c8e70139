namespace LearningStudio.Repositories;

/// <summary>A page of the pending entries.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="Total">How many are pending on all pages.</param>
public sealed record PendingEntries(IReadOnlyList<QueueEntry> Entries, int Total);
