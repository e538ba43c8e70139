namespace LearningStudio.Moderation.Rules.Matching;

/// <summary>How simple a pattern is.</summary>
internal enum PatternShape
{
    /// <summary>Needs a regular expression.</summary>
    Other,

    /// <summary>Its list of exact texts says all.</summary>
    Plain,

    /// <summary>A list of exact texts, with a word boundary before, after, or both.</summary>
    Bounded,

    /// <summary>A word boundary alone.</summary>
    Boundary,
}
