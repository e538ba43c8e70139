namespace LearningStudio.Moderation.Rules.Combining;

/// <summary>What the hits of a submission mean together.</summary>
/// <param name="Parts">What each condition that holds adds.</param>
/// <param name="Action">What they ask for.</param>
/// <param name="Shadow">The ids of conditions in trial that hold.</param>
internal sealed record CombinedVerdict(
    IReadOnlyList<ScorePart> Parts,
    ModerationAction Action,
    IReadOnlyList<string> Shadow
)
{
    public static CombinedVerdict None { get; } = new([], ModerationAction.Allow, []);
}
