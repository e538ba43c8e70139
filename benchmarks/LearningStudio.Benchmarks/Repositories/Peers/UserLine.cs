using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.Benchmarks.Repositories.Peers;

/// <summary>A user's columns, as Dapper fills them.</summary>
internal sealed class UserLine<TTime>
    where TTime : struct
{
    public long Id { get; init; }
    public string DisplayName { get; init; } = "";
    public string Username { get; init; } = "";
    public int TrustLevel { get; init; }
    public bool IsActive { get; init; }
    public bool IsModerator { get; init; }
    public TTime JoinedAt { get; init; }
    public TTime? LastSeenAt { get; init; }

    public UserProfile ToProfile(Func<TTime, DateTimeOffset> time) =>
        new(
            new Author(Id, DisplayName),
            Username,
            TrustLevel,
            IsActive,
            IsModerator,
            time(JoinedAt),
            LastSeenAt is { } seen ? time(seen) : null
        );
}
