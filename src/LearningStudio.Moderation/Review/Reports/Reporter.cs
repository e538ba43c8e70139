namespace LearningStudio.Moderation.Review.Reports;

/// <summary>A user who reports something.</summary>
/// <param name="UserId">Who.</param>
/// <param name="TrustLevel">The user's trust level, from 0.</param>
/// <param name="IsStaff">Whether the user is a moderator or an administrator.</param>
public sealed record Reporter(long UserId, int TrustLevel, bool IsStaff = false);
