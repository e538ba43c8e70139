namespace LearningStudio.Statistics;

/// <summary>What happened, as far as figures are concerned.</summary>
public enum StatisticsEventKind
{
    /// <summary>A topic was opened, and is visible.</summary>
    TopicCreated,

    /// <summary>A topic got another title.</summary>
    TopicChanged,

    /// <summary>A topic was moved: to be told for the forum it left and for the one it came to.</summary>
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
