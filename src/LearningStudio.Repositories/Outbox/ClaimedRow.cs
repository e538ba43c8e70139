namespace LearningStudio.Repositories.Outbox;

/// <summary>A row that this process may deliver until its lease ends.</summary>
internal sealed record ClaimedRow(long Id, long? TopicId, string Events, int Attempts);
