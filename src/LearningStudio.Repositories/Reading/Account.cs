namespace LearningStudio.Repositories.Reading;

/// <summary>A user as signing in needs it.</summary>
/// <param name="Id">The user's id.</param>
/// <param name="Username">The name to log in with.</param>
/// <param name="TrustLevel">The trust level, from 0.</param>
public sealed record Account(long Id, string Username, int TrustLevel)
{
    /// <summary>
    /// What an identity provider calls the user, for good; compared character by character. By default the user name.
    /// </summary>
    public string Subject { get; init; } = Username;

    /// <summary>What the account may do. By default <see cref="AccountRole.User"/>.</summary>
    public AccountRole Role { get; init; }

    /// <summary>Whether the account is in use. By default true.</summary>
    public bool IsActive { get; init; } = true;
}
