using LearningStudio.Benchmarks.Turns;

namespace LearningStudio.Benchmarks.Endpoints;

/// <summary>Ratios of the rounds, ascending.</summary>
internal sealed record Ratios(double[] Sorted)
{
    public double Median => Quantile.Of(Sorted, 0.5);

    /// <summary>The median, and the quartiles behind it.</summary>
    public override string ToString() =>
        $"{Text(Median)} ({Text(Quantile.Of(Sorted, 0.25))}-{Text(Quantile.Of(Sorted, 0.75))})";

    // No more digits than there are differences between the rounds.
    private static string Text(double ratio) =>
        ratio switch
        {
            < 1 => Markdown.Text($"{ratio:0.00}"),
            < 20 => Markdown.Text($"{ratio:0.0}"),
            _ => Markdown.Text($"{ratio:#,0}"),
        };
}
