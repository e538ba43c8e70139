using LearningStudio.Repositories.Reading;

namespace LearningStudio.Repositories.BulkLoad;

/// <summary>A user to load.</summary>
/// <param name="Id">The user's id.</param>
/// <param name="Username">The name to log in with; unique, without regard to the case of ASCII letters.</param>
/// <param name="DisplayName">The name to show; need not be unique.</param>
/// <param name="TrustLevel">From 0, new, to 4.</param>
/// <param name="JoinedAt">When the account was made.</param>
/// <param name="LastSeenAt">When the user was last seen; null if never.</param>
public sealed record BulkUser(
    long Id,
    string Username,
    string DisplayName,
    int TrustLevel,
    DateTimeOffset JoinedAt,
    DateTimeOffset? LastSeenAt
)
{
    /// <summary>What an identity provider calls the user; unique, at most 255 characters. By default the user name.</summary>
    public string Subject { get; init; } = Username;

    /// <summary>What the account may do. By default <see cref="AccountRole.User"/>.</summary>
    public AccountRole Role { get; init; }
}
