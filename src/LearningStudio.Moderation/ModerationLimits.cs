namespace LearningStudio.Moderation;

/// <summary>Bounds of time and size within which texts are evaluated and rules are taken over.</summary>
public sealed class ModerationLimits
{
    /// <summary>How long one rule may search one text; past that the verdict is marked incomplete.</summary>
    /// <value>100 ms; from 1 ms to 10 s.</value>
    public TimeSpan RuleTime { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long all rules together may search one text; past that the verdict is marked incomplete.</summary>
    /// <value>250 ms; from 1 ms to 60 s.</value>
    public TimeSpan TextTime { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How many characters of a text the rules see; a longer one is cut, and its verdict says so.</summary>
    /// <value>65,536; from 1,000 to 1,000,000, in UTF-16 code units.</value>
    public int TextLength { get; set; } = 65_536;

    /// <summary>Whether a change may drop more than half of ten rules or more; else it is taken for an accident.</summary>
    /// <value>False.</value>
    public bool MayDropRules { get; set; }
}
