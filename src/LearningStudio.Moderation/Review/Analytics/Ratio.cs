namespace LearningStudio.Moderation.Review.Analytics;

/// <summary>A share with the number that it is made from, and what that number lets one say.</summary>
/// <remarks>
/// The bounds are Wilson's 95 % score interval (E. B. Wilson, JASA 22, 1927, 209-212), which holds for few cases and for
/// shares of 0 and 1 as well.
/// </remarks>
/// <param name="Count">How many of them.</param>
/// <param name="Total">How many there are.</param>
public sealed record Ratio(int Count, int Total)
{
    private const double Z = 1.959963984540054;

    /// <summary>The share, from 0 to 1; null without any.</summary>
    public double? Rate => Total == 0 ? null : (double)Count / Total;

    /// <summary>The lower bound; null without any.</summary>
    public double? Lower => Bound(-1);

    /// <summary>The upper bound; null without any.</summary>
    public double? Upper => Bound(1);

    private double? Bound(int side)
    {
        if (Rate is not { } rate)
        {
            return null;
        }

        double shrink = Z * Z / Total;
        double spread = Z * Math.Sqrt((rate * (1 - rate) / Total) + (shrink / (4 * Total)));
        return Math.Clamp((rate + (shrink / 2) + (side * spread)) / (1 + shrink), 0, 1);
    }
}
