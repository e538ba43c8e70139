namespace LearningStudio.Moderation.Rules.Lint;

/// <summary>What <see cref="RuleLint"/> may know besides the rules.</summary>
public sealed class LintContext
{
    /// <summary>What the rules hit; null: rules that never fired are not reported.</summary>
    public RuleStatistics? Statistics { get; init; }

    /// <summary>The scopes that there are; null: those that rules name are not checked.</summary>
    public IReadOnlyCollection<string>? Scopes { get; init; }

    /// <summary>The clock, for rules that expire.</summary>
    /// <value>The system's.</value>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
