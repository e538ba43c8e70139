namespace LearningStudio.Moderation.Review;

/// <summary>Who an open item waits for.</summary>
public enum ReviewStage
{
    /// <summary>Any moderator.</summary>
    Open,

    /// <summary>A lead.</summary>
    Escalated,

    /// <summary>More information: a new signal, an edit, or a while.</summary>
    Waiting,
}
