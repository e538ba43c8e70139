namespace LearningStudio.Moderation.Rules;

/// <summary>What certain rules' hits mean together.</summary>
public sealed class CompositeRule
{
    /// <summary>
    /// The condition: ids of rules (<c>pharma-01</c>), <c>category:Pharma</c> for any rule of a category, <c>trust</c>
    /// for the author's level; <c>!</c>, <c>&amp;</c>, <c>|</c>, parentheses; sums and comparisons count:
    /// <c>url &amp; trust &lt; 2 &amp; pharma-01 + seo-02 &gt;= 2</c>.
    /// </summary>
    /// <value>Required; at most 2,000 characters.</value>
    public string When { get; set; } = "";

    /// <summary>What it adds to the score when it holds.</summary>
    /// <value>0; from -100 to 100.</value>
    public double Weight { get; set; }

    /// <summary>What it asks for, whatever the score; an action that the score already asks for is not lessened.</summary>
    /// <value>Null: the score decides.</value>
    public ModerationAction? Action { get; set; }

    /// <summary>Whether it counts.</summary>
    /// <value><see cref="RuleState.Active"/>.</value>
    public RuleState State { get; set; }
}
