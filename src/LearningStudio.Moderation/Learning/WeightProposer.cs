using LearningStudio.Moderation.Rules;

namespace LearningStudio.Moderation.Learning;

// Rule: a weight is the logarithm of the odds that what the rule hits is spam, with half a case added on both sides so
//   that it is finite, within bounds; 0 before there are enough decisions.
// Source: J. B. S. Haldane, Annals of Human Genetics 20 (1956) 309-311, and F. J. Anscombe, Biometrika 43 (1956)
//   461-464, for the half; E. B. Wilson, JASA 22 (1927) 209-212, for the bound of the precision.
internal sealed class WeightProposer
{
    private const double Half = 0.5;
    private const double MaxWeightLimit = 100;
    private readonly double _target;
    private readonly double _maxWeight;

    public WeightProposer(double targetPrecision, double maxWeight)
    {
        // Written so that NaN, which compares with nothing, fails.
        if (!(targetPrecision is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(targetPrecision), targetPrecision, "Must be between 0 and 1.");
        }

        if (!(maxWeight is > 0 and <= MaxWeightLimit))
        {
            throw new ArgumentOutOfRangeException(
                nameof(maxWeight),
                maxWeight,
                $"Must be over 0 and at most {MaxWeightLimit}."
            );
        }

        _target = targetPrecision;
        _maxWeight = maxWeight;
    }

    public IReadOnlyList<RuleProposal> Propose(IEnumerable<RuleRecord> rules) => [.. rules.Select(Propose)];

    private RuleProposal Propose(RuleRecord rule)
    {
        if (rule.Labelled < RuleStatistics.MinLabelled)
        {
            return new RuleProposal(rule, 0, false);
        }

        double logOdds = Math.Log((rule.TruePositives + Half) / (rule.FalsePositives + Half));
        return new RuleProposal(
            rule,
            Math.Clamp(logOdds, -_maxWeight, _maxWeight),
            rule.IsShadow && rule.Precision.Lower >= _target
        );
    }
}
