namespace LearningStudio.Moderation.Rules.Replay;

/// <summary>Posts for which the candidate asks for something else.</summary>
public sealed class ActionChange
{
    internal ActionChange(ModerationAction from, ModerationAction to, ReplayCases posts)
    {
        From = from;
        To = to;
        Posts = posts;
    }

    /// <summary>What the other set asks for.</summary>
    public ModerationAction From { get; }

    /// <summary>What the candidate asks for.</summary>
    public ModerationAction To { get; }

    /// <summary>The posts.</summary>
    public ReplayCases Posts { get; }
}
