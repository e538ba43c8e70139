using LearningStudio.Moderation.Duplicates;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Rules;

namespace LearningStudio.Moderation;

/// <summary>Settings of the spam rules and triggers; changes take effect while the process runs.</summary>
public sealed class ModerationOptions
{
    /// <summary>Whether the embedded rules of the classic profile are in force, unless <see cref="Rules"/> says otherwise.</summary>
    /// <value>True.</value>
    public bool UseDefaultRules { get; set; } = true;

    /// <summary>The rules, by id.</summary>
    /// <value>Empty. An id of the default set, or of a file, replaces that rule.</value>
    public IDictionary<string, SpamRule> Rules { get; } =
        new Dictionary<string, SpamRule>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Files of rules, watched while the process runs; a later one's ids replace an earlier one's.</summary>
    /// <value>Empty; at most 100.</value>
    public IList<RuleFile> RuleFiles { get; } = [];

    /// <summary>Conditions over the hits of rules, by id; they count in the additive profile.</summary>
    /// <value>Empty; at most 1,000.</value>
    public IDictionary<string, CompositeRule> CompositeRules { get; } =
        new Dictionary<string, CompositeRule>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How hits become a score.</summary>
    /// <value><see cref="ScoreProfile.Classic"/>.</value>
    public ScoreProfile Profile { get; set; }

    /// <summary>What is done from which score on, in the additive profile.</summary>
    public ScoreThresholds Thresholds { get; } = new();

    /// <summary>Whom and what the rules leave alone.</summary>
    public RuleExemptions Exempt { get; } = new();

    /// <summary>Bounds of time and size.</summary>
    public ModerationLimits Limits { get; } = new();

    /// <summary>When a submission is reviewed, in the classic profile.</summary>
    public TriggerOptions Triggers { get; } = new();

    /// <summary>Whether and how copies of earlier posts are found.</summary>
    public DuplicateOptions Duplicates { get; } = new();

    /// <summary>How moderators work on the review queue.</summary>
    public ReviewOptions Review { get; } = new();
}
