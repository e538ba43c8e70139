namespace LearningStudio.Moderation.Rules;

/// <summary>What to look for in a text, and what it is worth. At most one hit of a rule counts in a text.</summary>
public sealed class SpamRule
{
    /// <summary>
    /// A name for rules of a kind; verdicts and statistics carry it. In the classic profile <c>Link</c> counts towards
    /// the links of a body, every other name towards the wordings of spam.
    /// </summary>
    /// <value><c>Spam</c>; 1 to 50 characters.</value>
    public string Category { get; set; } = "Spam";

    /// <summary>
    /// By <see cref="Kind"/> a .NET regular expression, a text, a word, a host, or the name of a detector and its
    /// settings (<c>link-count min=3</c>).
    /// </summary>
    /// <value>Required; at most 10,000 characters.</value>
    public string Pattern { get; set; } = "";

    /// <summary>What the pattern is.</summary>
    /// <value><see cref="RuleKind.Regex"/>.</value>
    public RuleKind Kind { get; set; }

    /// <summary>Where it is looked for.</summary>
    /// <value>Title and body.</value>
    public RuleFields Fields { get; set; } = RuleFields.Title | RuleFields.Body;

    /// <summary>Whether upper and lower case differ.</summary>
    /// <value>False.</value>
    public bool MatchCase { get; set; }

    /// <summary>
    /// Whether the rule sees the text only as it was written, not the folded view of it in which invisible characters
    /// are dropped and look-alikes are mapped.
    /// </summary>
    /// <value>False.</value>
    public bool RawOnly { get; set; }

    /// <summary>What a hit adds to the score in the additive profile; a negative weight speaks for a text.</summary>
    /// <value>1; from -100 to 100.</value>
    public double Weight { get; set; } = 1;

    /// <summary>Whether its hits count.</summary>
    /// <value><see cref="RuleState.Active"/>. Disabled for an id of the default set switches that rule off.</value>
    public RuleState State { get; set; }

    /// <summary>The highest trust level of an author to whom the rule applies.</summary>
    /// <value>Null: all authors; else from 0 to 100.</value>
    public int? MaxTrust { get; set; }

    /// <summary>
    /// The scopes, forums for instance, in which the rule is in force; one after <c>!</c> is an exception to all others.
    /// </summary>
    /// <value>Empty: everywhere; at most 100 of 1 to 100 characters.</value>
    public IList<string> Scopes { get; } = [];

    /// <summary>From when on the rule is no longer in force.</summary>
    /// <value>Null: never.</value>
    public DateTimeOffset? Expires { get; set; }

    /// <summary>Why the rule is there; for people.</summary>
    /// <value>Null; at most 1,000 characters.</value>
    public string? Note { get; set; }

    /// <summary>Texts that it has to hit, and texts that it must not: a rule that does otherwise is refused.</summary>
    /// <value>None.</value>
    public RuleExamples Examples { get; set; } = new();
}
