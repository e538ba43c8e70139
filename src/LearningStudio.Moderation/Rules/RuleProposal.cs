namespace LearningStudio.Moderation.Rules;

/// <summary>What decisions say a rule is worth; a proposal to people, which nothing puts in force by itself.</summary>
public sealed class RuleProposal
{
    internal RuleProposal(RuleRecord record, double weight, bool mayActivate)
    {
        Record = record;
        Weight = weight;
        MayActivate = mayActivate;
    }

    /// <summary>What it is based on.</summary>
    public RuleRecord Record { get; }

    /// <summary>The weight; 0 while there are fewer than <see cref="RuleStatistics.MinLabelled"/> decisions.</summary>
    public double Weight { get; }

    /// <summary>
    /// Whether the rule is in trial, has that many decisions, and the lower bound of its precision reaches the
    /// target.
    /// </summary>
    public bool MayActivate { get; }
}
