namespace LearningStudio.Moderation.Review;

/// <summary>Why something is to be reviewed.</summary>
public enum ReviewType
{
    /// <summary>A post or topic of a new user.</summary>
    NewUserPost,

    /// <summary>An edit that wants a look, or a post like another one.</summary>
    EditedPost,

    /// <summary>A post that scores as spam.</summary>
    SpamDetection,

    /// <summary>A post that a user reported.</summary>
    FlaggedPost,

    /// <summary>A user with several open items.</summary>
    UserReport,

    /// <summary>A user of little trust who writes much.</summary>
    TrustLevelReview,
}
