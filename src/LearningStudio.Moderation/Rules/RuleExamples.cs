namespace LearningStudio.Moderation.Rules;

/// <summary>Texts by which a rule is checked when it is loaded.</summary>
public sealed class RuleExamples
{
    /// <summary>Texts that the rule has to hit.</summary>
    /// <value>Empty; at most 100 of at most 10,000 characters.</value>
    public IList<string> Match { get; } = [];

    /// <summary>Texts that the rule must not hit.</summary>
    /// <value>Empty; at most 100 of at most 10,000 characters.</value>
    public IList<string> NoMatch { get; } = [];
}
