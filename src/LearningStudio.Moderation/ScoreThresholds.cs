namespace LearningStudio.Moderation;

/// <summary>What is done from which score on, in the additive profile.</summary>
public sealed class ScoreThresholds
{
    /// <summary>From here on a moderator looks at what is shown already.</summary>
    /// <value>3; from 0 to 1,000.</value>
    public double Review { get; set; } = 3;

    /// <summary>From here on it is not shown before a moderator approved it.</summary>
    /// <value>5; from <see cref="Review"/> to 1,000.</value>
    public double Hold { get; set; } = 5;

    /// <summary>From here on it is refused at once.</summary>
    /// <value>Null: never; else from <see cref="Hold"/> to 1,000.</value>
    public double? Reject { get; set; }
}
