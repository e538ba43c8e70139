namespace LearningStudio.Moderation.Rules;

/// <summary>What decisions say a rule is worth; a proposal to people, which nothing puts in force by itself.</summary>
/// <param name="Record">What it is based on.</param>
/// <param name="Weight">The weight; 0 while there are fewer than <see cref="RuleStatistics.MinLabelled"/> decisions.</param>
/// <param name="MayActivate">
/// Whether the rule is in trial, has that many decisions, and the lower bound of its precision reaches the target.
/// </param>
public sealed record RuleProposal(RuleRecord Record, double Weight, bool MayActivate);
