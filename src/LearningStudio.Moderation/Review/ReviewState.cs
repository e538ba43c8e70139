namespace LearningStudio.Moderation.Review;

/// <summary>How far a review is.</summary>
public enum ReviewState
{
    /// <summary>Open: nobody has decided.</summary>
    Pending,

    /// <summary>A moderator approved the target.</summary>
    Approved,

    /// <summary>A moderator rejected the target.</summary>
    Rejected,

    /// <summary>What it spoke of has changed, and a new item took its place.</summary>
    Superseded,
}
