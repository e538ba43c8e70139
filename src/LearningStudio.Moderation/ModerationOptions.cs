using LearningStudio.Moderation.Review;

namespace LearningStudio.Moderation;

/// <summary>Settings of the spam rules and triggers; changes take effect while the process runs.</summary>
public sealed class ModerationOptions
{
    /// <summary>Whether the embedded rules of the classic profile are in force, unless <see cref="Rules"/> says otherwise.</summary>
    /// <value>True.</value>
    public bool UseDefaultRules { get; set; } = true;

    /// <summary>The rules, by id.</summary>
    /// <value>Empty. An id of the default set replaces that rule.</value>
    public IDictionary<string, SpamRule> Rules { get; } =
        new Dictionary<string, SpamRule>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long one rule may search one text; past that the verdict is marked incomplete.</summary>
    /// <value>100 ms; from 1 ms to 10 s.</value>
    public TimeSpan RuleTimeout { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>When a submission is reviewed.</summary>
    public TriggerOptions Triggers { get; } = new();

    /// <summary>How moderators work on the review queue.</summary>
    public ReviewOptions Review { get; } = new();
}
