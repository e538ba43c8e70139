namespace LearningStudio.Moderation;

/// <summary>What to do with a submission; a later one includes those before it.</summary>
public enum ModerationAction
{
    /// <summary>Show it.</summary>
    Allow,

    /// <summary>Show it, and let a moderator look.</summary>
    Review,

    /// <summary>Show it after a moderator approved it.</summary>
    Hold,

    /// <summary>Refuse it.</summary>
    Reject,
}
