namespace LearningStudio.Moderation.Rules.Replay;

/// <summary>How a replay compares.</summary>
public sealed class ReplayOptions
{
    /// <summary>What the candidate is compared with.</summary>
    /// <value>Null: the options in force.</value>
    public ModerationOptions? Against { get; init; }

    /// <summary>How many posts are named, by their place, in each list of a report.</summary>
    /// <value>20; from 0 to 10,000.</value>
    public int Examples { get; init; } = 20;

    /// <summary>The scores at which precision and recall are reported.</summary>
    /// <value>
    /// Empty: in the classic profile tenths from 0.1 to 1; in the additive one whole numbers from 1 to 10 and the
    /// thresholds of the options. At most 1,000.
    /// </value>
    public IReadOnlyList<double> Thresholds { get; init; } = [];
}
