namespace LearningStudio.Moderation.Rules;

/// <summary>Whom and what the rules leave alone.</summary>
public sealed class RuleExemptions
{
    /// <summary>The trust level from which on no rule applies to an author; triggers still do.</summary>
    /// <value>Null: rules apply to all; else from 0 to 100.</value>
    public int? TrustLevel { get; set; }

    /// <summary>Hosts whose links no detector counts and no rule on addresses sees; their subdomains too.</summary>
    /// <value>Empty; at most 10,000.</value>
    public IList<string> Hosts { get; } = [];
}
