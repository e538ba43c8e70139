namespace LearningStudio.Moderation.Rules.Replay;

/// <summary>Posts for which the candidate asks for something else.</summary>
/// <param name="From">What the other set asks for.</param>
/// <param name="To">What the candidate asks for.</param>
/// <param name="Posts">The posts.</param>
public sealed record ActionChange(ModerationAction From, ModerationAction To, ReplayCases Posts);
