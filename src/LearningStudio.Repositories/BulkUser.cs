namespace LearningStudio.Repositories;

/// <summary>A user to load.</summary>
public sealed record BulkUser(
    long Id,
    string Username,
    string DisplayName,
    int TrustLevel,
    DateTimeOffset JoinedAt,
    DateTimeOffset? LastSeenAt
);
