namespace LearningStudio.Moderation.Rules;

/// <summary>Whether the hits of a rule count.</summary>
public enum RuleState
{
    /// <summary>They count.</summary>
    Active,

    /// <summary>They are listed and counted in statistics, and add nothing to the score: a trial.</summary>
    Shadow,

    /// <summary>The rule is not searched.</summary>
    Disabled,
}
