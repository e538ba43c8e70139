namespace LearningStudio.Repositories.Rows;

internal sealed class UserRow
{
    public long Id { get; init; }
    public string Username { get; init; } = "";
    public string DisplayName { get; init; } = "";
    public string? Email { get; init; }
    public int TrustLevel { get; init; }
    public bool IsActive { get; init; }
    public DateTimeOffset JoinedAt { get; init; }
    public DateTimeOffset? LastSeenAt { get; init; }
}
