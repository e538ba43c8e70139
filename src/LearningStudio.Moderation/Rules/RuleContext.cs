namespace LearningStudio.Moderation.Rules;

/// <summary>What rules may depend on besides the text.</summary>
/// <param name="TrustLevel">The author's trust level, from 0; null where it is not known: every rule judges.</param>
/// <param name="Scope">Where it is posted, a forum for instance; null: rules that are in force nowhere but in scopes do not judge.</param>
public sealed record RuleContext(int? TrustLevel = null, string? Scope = null)
{
    /// <summary>An unknown author, nowhere.</summary>
    public static RuleContext None { get; } = new();
}
