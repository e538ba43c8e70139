namespace LearningStudio.Moderation;

/// <summary>How hits become a score.</summary>
public enum ScoreProfile
{
    /// <summary>The arithmetic of the forum software that this library succeeds, from 0 to 1.</summary>
    Classic,

    /// <summary>The sum of the weights of the rules that hit; no measure of capitals or punctuation but by rules.</summary>
    Additive,
}
