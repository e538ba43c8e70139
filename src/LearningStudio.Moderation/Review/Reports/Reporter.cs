namespace LearningStudio.Moderation.Review.Reports;

/// <summary>A user who reports something.</summary>
public sealed class Reporter
{
    /// <summary>Who.</summary>
    public required long UserId { get; init; }

    /// <summary>The user's trust level, from 0.</summary>
    public required int TrustLevel { get; init; }

    /// <summary>Whether the user is a moderator or an administrator.</summary>
    public bool IsStaff { get; init; }
}
