using LearningStudio.Moderation.Review.Analytics;

namespace LearningStudio.Moderation.Rules.Replay;

/// <summary>Counts the posts whose score reaches each threshold.</summary>
internal sealed class ThresholdCounts
{
    private readonly double[] _thresholds;
    private readonly int[] _spam;
    private readonly int[] _ham;
    private int _allSpam;
    private int _allHam;

    public ThresholdCounts(IEnumerable<double> thresholds)
    {
        _thresholds = [.. thresholds.Distinct().Order()];
        _spam = new int[_thresholds.Length];
        _ham = new int[_thresholds.Length];
    }

    public void Add(double score, bool isSpam)
    {
        _allSpam += isSpam ? 1 : 0;
        _allHam += isSpam ? 0 : 1;
        int[] counts = isSpam ? _spam : _ham;
        for (int i = 0; i < _thresholds.Length && score >= _thresholds[i]; i++)
        {
            counts[i]++;
        }
    }

    public IReadOnlyList<ReplayPoint> ToResult() =>
        [
            .. _thresholds.Select(
                (threshold, i) =>
                    new ReplayPoint(
                        threshold,
                        new Ratio(_spam[i], _spam[i] + _ham[i]),
                        new Ratio(_spam[i], _allSpam),
                        new Ratio(_ham[i], _allHam)
                    )
            ),
        ];
}
