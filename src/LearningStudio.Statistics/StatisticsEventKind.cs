namespace LearningStudio.Statistics;

/// <summary>What happened that changes statistics.</summary>
public enum StatisticsEventKind
{
    /// <summary>A topic was opened, and is visible.</summary>
    TopicCreated,

    /// <summary>A topic got another title.</summary>
    TopicChanged,

    /// <summary>A topic was moved. Raise one event for the forum it left and one for the forum it moved to.</summary>
    TopicMoved,

    /// <summary>A post was added, and is visible.</summary>
    PostCreated,

    /// <summary>A post became visible, and its topic with it where it opens one.</summary>
    PostApproved,

    /// <summary>A post is not visible any more, nor is its topic where it opens one.</summary>
    PostHidden,

    /// <summary>Somebody joined.</summary>
    UserJoined,

    /// <summary>A user got another name, or an account was taken into use or out of it.</summary>
    UserChanged,
}
