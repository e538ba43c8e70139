namespace LearningStudio.Moderation.Review;

/// <summary>What is to be reviewed.</summary>
public enum ReviewTargetKind
{
    /// <summary>A post.</summary>
    Post,

    /// <summary>A topic.</summary>
    Topic,

    /// <summary>A user.</summary>
    User,
}
