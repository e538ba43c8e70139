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

    /// <summary>It became visible, by approval or as its deletion was taken back, and its topic with it where it opens one.</summary>
    PostApproved,

    /// <summary>It is not visible any more, and nor is its topic where it opens one.</summary>
    PostHidden,

    /// <summary>Its topic got another title, or was closed, opened, pinned or unpinned.</summary>
    TopicChanged,

    /// <summary>Its topic was moved; raised for the forum it left and for the one it came to.</summary>
    TopicMoved,

    /// <summary>An account was taken into use or out of it, or got a role or a subject; only the user is raised, as the author.</summary>
    UserChanged,

    /// <summary>The review queue changed on its account.</summary>
    ReviewChanged,
}
