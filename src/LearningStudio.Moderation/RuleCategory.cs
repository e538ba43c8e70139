namespace LearningStudio.Moderation;

/// <summary>Which part of the score the hits of a rule count towards.</summary>
public enum RuleCategory
{
    /// <summary>Wording of spam: counts in bodies and titles.</summary>
    Spam,

    /// <summary>Suspicious links: counts in bodies.</summary>
    Link,
}
