namespace LearningStudio.Moderation.Rules;

/// <summary>What rules may depend on besides the text.</summary>
public sealed class RuleContext
{
    /// <summary>The author's trust level, from 0; null where it is not known: every rule applies.</summary>
    public int? TrustLevel { get; init; }

    /// <summary>
    /// Where it is posted, a forum for instance; null: rules that are limited to scopes do not apply.
    /// </summary>
    public string? Scope { get; init; }

    /// <summary>An unknown author, nowhere.</summary>
    public static RuleContext None { get; } = new();
}
