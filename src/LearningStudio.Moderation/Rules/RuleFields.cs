namespace LearningStudio.Moderation.Rules;

/// <summary>Parts of a submission.</summary>
[Flags]
public enum RuleFields
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The title of a topic.</summary>
    Title = 1,

    /// <summary>The body of a post.</summary>
    Body = 2,

    /// <summary>The author's name.</summary>
    Author = 4,

    /// <summary>Each address of a link in the body.</summary>
    Urls = 8,

    /// <summary>The text of each link in the body.</summary>
    LinkText = 16,
}
