namespace LearningStudio.Repositories;

/// <summary>What happened to a post.</summary>
public enum ForumEventKind
{
    /// <summary>A topic was opened with it, and is visible.</summary>
    TopicCreated,

    /// <summary>It was added to a topic, and is visible.</summary>
    PostCreated,

    /// <summary>It, or the topic it opens, was stored but waits for approval.</summary>
    PostHeld,

    /// <summary>The text of a visible post changed.</summary>
    PostEdited,

    /// <summary>It became visible, and its topic with it where it opens one.</summary>
    PostApproved,

    /// <summary>It is not visible any more, and nor is its topic where it opens one.</summary>
    PostHidden,

    /// <summary>The review queue changed on its account.</summary>
    ReviewChanged,
}
