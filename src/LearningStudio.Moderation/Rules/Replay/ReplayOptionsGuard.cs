namespace LearningStudio.Moderation.Rules.Replay;

/// <summary>The bounds of a replay's own settings.</summary>
internal static class ReplayOptionsGuard
{
    private const int MaxExamples = 10_000;
    private const int MaxThresholds = 1_000;

    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its bounds.</exception>
    public static void Check(ReplayOptions options)
    {
        if (options.Examples is < 0 or > MaxExamples)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                $"{nameof(options.Examples)} is {options.Examples} and must be from 0 to {MaxExamples}."
            );
        }

        if (options.Thresholds.Count > MaxThresholds || !options.Thresholds.All(double.IsFinite))
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                $"{nameof(options.Thresholds)} must be at most {MaxThresholds} finite numbers."
            );
        }
    }
}
