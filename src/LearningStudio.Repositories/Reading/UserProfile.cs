namespace LearningStudio.Repositories.Reading;

/// <summary>A user as others see one.</summary>
/// <param name="User">The id and the name to show.</param>
/// <param name="Username">The name to log in with.</param>
/// <param name="TrustLevel">The trust level, from 0.</param>
/// <param name="IsActive">Whether the account is in use.</param>
/// <param name="IsModerator">Whether the user moderates.</param>
/// <param name="JoinedAt">When the account was made, in UTC.</param>
/// <param name="LastSeenAt">When the user was last seen, in UTC; null if never.</param>
public sealed record UserProfile(
    Author User,
    string Username,
    int TrustLevel,
    bool IsActive,
    bool IsModerator,
    DateTimeOffset JoinedAt,
    DateTimeOffset? LastSeenAt
);
