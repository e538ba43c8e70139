namespace LearningStudio.Moderation.Rules.Replay;

/// <summary>A post of which it is known whether it is spam.</summary>
public sealed class LabelledPost
{
    /// <summary>The text.</summary>
    public required string Body { get; init; }

    /// <summary>Whether it is spam.</summary>
    public required bool IsSpam { get; init; }

    /// <summary>The title; null: it has none.</summary>
    public string? Title { get; init; }

    /// <summary>The author's name; null: not known.</summary>
    public string? Author { get; init; }

    /// <summary>The author's trust level, from 0; null: not known, every rule applies.</summary>
    public int? TrustLevel { get; init; }

    /// <summary>Where it was posted; null: nowhere in particular.</summary>
    public string? Scope { get; init; }
}
