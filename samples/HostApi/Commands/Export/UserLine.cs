namespace LearningStudio.HostApi.Commands.Export;

/// <summary>A line of <c>users.jsonl</c>; e-mail addresses stay in the database.</summary>
internal sealed record UserLine(
    long Id,
    string Username,
    string DisplayName,
    int TrustLevel,
    string JoinedAt,
    string? LastSeenAt
);
