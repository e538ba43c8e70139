using System.Globalization;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Sql.Databases;

namespace LearningStudio.Moderation.Sql.Reviews;

// Rule: the formula is ReviewPriority's; no number of it stands here.
/// <summary>The score of <see cref="ReviewPriority"/>, and the place that follows from it, in SQL.</summary>
internal static class PrioritySql
{
    /// <summary>The milliseconds of a place that a step of priority is worth.</summary>
    public static readonly string RankPerPriority = Text(
        ReviewPriority.PriorityStep * ReviewPriority.MillisecondsPerPoint
    );

    /// <summary>The milliseconds of a place that a vote of weight 1 is worth.</summary>
    public static readonly string RankPerVote = Text(
        ReviewPriority.PointsPerVote * ReviewPriority.MillisecondsPerPoint
    );

    /// <summary>The points for a trust level that the user lacks.</summary>
    public static readonly string PerTrustLevel = Text(ReviewPriority.PointsPerTrustLevel);

    // All points but those for age. A row's weight holds those for trust and type.
    private static string Timeless(string weight = "weight") =>
        $"{Text(ReviewPriority.PriorityBase)} - {Text(ReviewPriority.PriorityStep)} * priority + {weight} "
        + $"+ {Text(ReviewPriority.PointsPerVote)} * vote_weight";

    /// <summary>The score of a row at <c>@now</c>.</summary>
    public static string Score(ISqlDialect sql)
    {
        string age = sql.SecondsBetween("created_at", "@now");
        string longest = Text(ReviewPriority.MaxDeadline.TotalSeconds);
        string secondsPerPoint = (ReviewPriority.MillisecondsPerPoint / 1000.0).ToString(
            "0.0",
            CultureInfo.InvariantCulture
        );
        return $"""
            {Timeless()} + CASE
                WHEN created_at >= @now THEN 0
                WHEN {age} > {longest} THEN {Text(ReviewPriority.MaxForAge)}
                ELSE {age} / {secondsPerPoint}
              END
            """;
    }

    /// <summary>The place of a row, which may have a new weight; <c>@epoch</c> is 1970.</summary>
    public static string Rank(ISqlDialect sql, string weight = "weight") =>
        $"CAST(ROUND(({Timeless(weight)}) * {Text(ReviewPriority.MillisecondsPerPoint)} "
        + $"- 1000 * {sql.SecondsBetween("@epoch", "created_at")}) AS bigint)";

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
