using System.Globalization;
using LearningStudio.Moderation.Review.Analytics;
using LearningStudio.Moderation.Tests.Reference;
using Xunit.Abstractions;

namespace LearningStudio.Moderation.Tests.Learning;

/// <summary>What the classifier finds in the SMS set; its folder comes from LEARNINGSTUDIO_DATA.</summary>
public sealed class NaiveBayesReferenceDataTests(ITestOutputHelper output)
{
    private const double FalsePositives = 0.005;

    [SkippableFact]
    public void FiveFolds_FindTheSpamAtHalfAPercentOfFalsePositives()
    {
        IReadOnlyList<ClassifierEvaluation.Scored> scored = ClassifierEvaluation.KFold([.. ReferenceData.Sms()], 5);

        Ratio recall = ClassifierEvaluation.RecallAt(scored, FalsePositives);
        (Ratio crossed, Ratio falsePositives) = ClassifierEvaluation.CrossedAt(scored, FalsePositives);

        Print("recall at 0.5 % false positives", recall);
        Print("recall at 0.1 % false positives", ClassifierEvaluation.RecallAt(scored, 0.001));
        Print("recall, thresholds from the other folds", crossed);
        Print("false positives, thresholds from the other folds", falsePositives);
        recall.Rate!.Value.ShouldBeGreaterThanOrEqualTo(0.93);
        falsePositives.Rate!.Value.ShouldBeLessThan(0.01);
    }

    [SkippableTheory]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void LaterMessages_AreFoundByWhatWasLearntOfEarlierOnes(double share)
    {
        Ratio recall = ClassifierEvaluation.RecallAt(
            ClassifierEvaluation.TimeSplit([.. ReferenceData.Sms()], share),
            FalsePositives
        );

        Print($"recall at 0.5 % false positives after {share:P0} of the file", recall);
        recall.Rate!.Value.ShouldBeGreaterThanOrEqualTo(0.9);
    }

    private void Print(string what, Ratio share) =>
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: {share.Rate:0.0000} ({share.Count} of {share.Total}), 95 % interval {share.Lower:0.0000} to {share.Upper:0.0000}"
            )
        );
}
