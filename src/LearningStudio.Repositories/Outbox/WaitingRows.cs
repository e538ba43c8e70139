namespace LearningStudio.Repositories.Outbox;

/// <summary>What waits in the outbox: rows that no fast path has handled in time, how many may be taken now, and the age of the oldest.</summary>
internal sealed record WaitingRows(long Pending, long Due, TimeSpan OldestAge);
