namespace LearningStudio.Moderation.Rules.Replay;

/// <summary>A post of which it is known whether it is spam.</summary>
/// <param name="Body">The text.</param>
/// <param name="IsSpam">Whether it is spam.</param>
/// <param name="Title">The title; null: it has none.</param>
/// <param name="Author">The author's name; null: not known.</param>
/// <param name="TrustLevel">The author's trust level, from 0; null: not known, every rule judges.</param>
/// <param name="Scope">Where it was posted; null: nowhere in particular.</param>
public sealed record LabelledPost(
    string Body,
    bool IsSpam,
    string? Title = null,
    string? Author = null,
    int? TrustLevel = null,
    string? Scope = null
);
