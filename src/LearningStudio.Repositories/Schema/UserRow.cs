using LearningStudio.Repositories.Reading;

namespace LearningStudio.Repositories.Schema;

/// <summary>A user row. <see cref="ForumTables"/> maps its properties to columns.</summary>
public sealed class UserRow
{
    /// <summary>The user's id.</summary>
    public long Id { get; internal init; }

    /// <summary>The name to log in with.</summary>
    public string Username { get; internal init; } = "";

    /// <summary>What an identity provider calls the user; the user name where a mapping of another forum does not say.</summary>
    public string Subject { get; internal init; } = "";

    /// <summary>The name to show.</summary>
    public string DisplayName { get; internal init; } = "";

    /// <summary>The e-mail address, if known.</summary>
    public string? Email { get; internal init; }

    /// <summary>The trust level, from 0.</summary>
    public int TrustLevel { get; internal init; }

    /// <summary>Whether the account is in use; reads leave others out.</summary>
    public bool IsActive { get; internal init; }

    /// <summary>Whether the user moderates.</summary>
    public bool IsModerator { get; internal init; }

    /// <summary>
    /// What the account may do; where a mapping of another forum does not say, <see cref="IsModerator"/> decides between a
    /// moderator and a user.
    /// </summary>
    public AccountRole Role { get; internal init; }

    /// <summary>When the account was made.</summary>
    public DateTimeOffset JoinedAt { get; internal init; }

    /// <summary>When the user was last seen.</summary>
    public DateTimeOffset? LastSeenAt { get; internal init; }
}
