namespace LearningStudio.Statistics.InMemory;

internal sealed record UserRecord(Member Member, DateTimeOffset JoinedAt, DateTimeOffset SeenAt);
