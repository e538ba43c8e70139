namespace LearningStudio.HostApi.Tests.Outbox;

/// <summary>A post whose writer is dead.</summary>
internal sealed record KilledWrite(long Post, DateTimeOffset CommittedAt, bool WasHandled);
