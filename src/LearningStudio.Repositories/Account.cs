namespace LearningStudio.Repositories;

/// <summary>A user as signing in needs it.</summary>
/// <param name="Id">The user's id.</param>
/// <param name="Username">The name to log in with.</param>
/// <param name="TrustLevel">The trust level, from 0.</param>
public sealed record Account(long Id, string Username, int TrustLevel);
