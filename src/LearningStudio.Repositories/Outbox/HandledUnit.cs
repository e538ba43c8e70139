namespace LearningStudio.Repositories.Outbox;

/// <summary>A unit whose handlers are done, since a timestamp.</summary>
internal sealed record HandledUnit(long Unit, long HandledAt);
