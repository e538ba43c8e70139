namespace LearningStudio.Moderation.Rules;

/// <summary>What the pattern of a rule is.</summary>
public enum RuleKind
{
    /// <summary>A .NET regular expression, searched anywhere in the text, without regard to culture.</summary>
    Regex,

    /// <summary>A text that stands anywhere.</summary>
    Literal,

    /// <summary>A text that stands alone: no letter, digit or underscore continues it.</summary>
    Word,

    /// <summary>The host of a link, or a parent of it: <c>example.org</c> hits <c>www.example.org</c>. Several by commas.</summary>
    Host,

    /// <summary>The name of a detector, and its settings as <c>name=value</c>.</summary>
    Detector,
}
