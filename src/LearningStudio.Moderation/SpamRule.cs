namespace LearningStudio.Moderation;

/// <summary>One pattern that spam matches; at most one hit of it counts in a text.</summary>
public sealed class SpamRule
{
    /// <summary>Which part of the score its hit counts towards.</summary>
    /// <value><see cref="RuleCategory.Spam"/>.</value>
    public RuleCategory Category { get; set; }

    /// <summary>A .NET regular expression, searched anywhere in the text, without regard to culture.</summary>
    /// <value>Required; at most 10,000 characters.</value>
    public string Pattern { get; set; } = "";

    /// <summary>Whether upper and lower case differ.</summary>
    /// <value>False.</value>
    public bool MatchCase { get; set; }

    /// <summary>Whether the rule is in force.</summary>
    /// <value>True. False for an id of the default set switches that rule off.</value>
    public bool Enabled { get; set; } = true;
}
