using LearningStudio.Repositories.Reading;

namespace LearningStudio.Repositories.BulkLoad;

/// <summary>A user to load.</summary>
public sealed class BulkUser
{
    /// <summary>The user's id.</summary>
    public required long Id { get; init; }

    /// <summary>The name to log in with; unique, without regard to the case of ASCII letters.</summary>
    public required string Username { get; init; }

    /// <summary>The name to show; need not be unique.</summary>
    public required string DisplayName { get; init; }

    /// <summary>From 0, new, to 4.</summary>
    public int TrustLevel { get; init; }

    /// <summary>When the account was made.</summary>
    public required DateTimeOffset JoinedAt { get; init; }

    /// <summary>When the user was last seen; null if never.</summary>
    public DateTimeOffset? LastSeenAt { get; init; }

    /// <summary>What an identity provider calls the user; unique, at most 255 characters. By default the user name.</summary>
    public string Subject
    {
        get => field ?? Username;
        init;
    }

    /// <summary>What the account may do. By default <see cref="AccountRole.User"/>.</summary>
    public AccountRole Role { get; init; }
}
