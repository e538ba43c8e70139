using LearningStudio.Moderation.Learning;
using LearningStudio.Moderation.Review.Analytics;

namespace LearningStudio.Moderation.Tests.Learning;

/// <summary>Trains a classifier on one part of labelled texts, and scores the other.</summary>
internal static class ClassifierEvaluation
{
    /// <summary>Scores each text by a model that was trained on the folds that it is not in; folds are dealt in order.</summary>
    public static IReadOnlyList<Scored> KFold(IReadOnlyList<(string Text, bool IsSpam)> texts, int folds) =>
        [
            .. Enumerable
                .Range(0, folds)
                .SelectMany(fold =>
                {
                    NaiveBayesClassifier model = Train(texts.Where((_, i) => i % folds != fold));
                    return Score(model, texts.Where((_, i) => i % folds == fold), fold);
                }),
        ];

    /// <summary>Scores what comes after a share of the texts by a model that was trained on that share.</summary>
    public static IReadOnlyList<Scored> TimeSplit(IReadOnlyList<(string Text, bool IsSpam)> texts, double share)
    {
        int split = (int)(texts.Count * share);
        return [.. Score(Train(texts.Take(split)), texts.Skip(split), 0)];
    }

    /// <summary>The spam over the threshold that lets a share of the other texts through at most.</summary>
    public static Ratio RecallAt(IReadOnlyList<Scored> scored, double falsePositives)
    {
        double threshold = ThresholdAt(scored, falsePositives);
        return new Ratio(scored.Count(one => one.IsSpam && one.LogOdds > threshold), scored.Count(one => one.IsSpam));
    }

    /// <summary>The same with each fold's threshold chosen on the other folds, and the false positives that it led to.</summary>
    public static (Ratio Recall, Ratio FalsePositives) CrossedAt(IReadOnlyList<Scored> scored, double falsePositives)
    {
        var flagged = scored
            .GroupBy(one => one.Fold)
            .SelectMany(fold =>
            {
                double threshold = ThresholdAt([.. scored.Where(one => one.Fold != fold.Key)], falsePositives);
                return fold.Where(one => one.LogOdds > threshold);
            })
            .ToLookup(one => one.IsSpam);
        return (
            new Ratio(flagged[true].Count(), scored.Count(one => one.IsSpam)),
            new Ratio(flagged[false].Count(), scored.Count(one => !one.IsSpam))
        );
    }

    private static double ThresholdAt(IReadOnlyList<Scored> scored, double falsePositives)
    {
        double[] ham = [.. scored.Where(one => !one.IsSpam).Select(one => one.LogOdds).OrderDescending()];
        return ham[(int)(ham.Length * falsePositives)];
    }

    private static NaiveBayesClassifier Train(IEnumerable<(string Text, bool IsSpam)> texts)
    {
        var model = new NaiveBayesClassifier();
        foreach ((string text, bool isSpam) in texts)
        {
            model.Learn(text, isSpam);
        }

        return model;
    }

    private static IEnumerable<Scored> Score(
        NaiveBayesClassifier model,
        IEnumerable<(string Text, bool IsSpam)> texts,
        int fold
    ) => texts.Select(text => new Scored(model.LogOdds(text.Text), text.IsSpam, fold));

    internal sealed record Scored(double LogOdds, bool IsSpam, int Fold);
}
