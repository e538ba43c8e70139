namespace LearningStudio.Moderation.Rules.Replay;

/// <summary>What a set says of a post.</summary>
/// <param name="Score">The score.</param>
/// <param name="Action">What it asks for.</param>
/// <param name="IsComplete">Whether every rule finished.</param>
/// <param name="Rules">The rules that hit it, and whether each is in trial.</param>
internal sealed record EvaluatedPost(
    double Score,
    ModerationAction Action,
    bool IsComplete,
    IReadOnlyDictionary<string, bool> Rules
);
