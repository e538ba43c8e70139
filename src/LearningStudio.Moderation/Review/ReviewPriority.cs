namespace LearningStudio.Moderation.Review;

/// <summary>How urgent an item is: the classic score and its parts, which add up to it.</summary>
/// <param name="Priority">100, 75, 50 or 25 points for priority 1 to 4.</param>
/// <param name="Age">Half a point for each hour since the request, at most 50.</param>
/// <param name="Votes">10 points for each user who reported it, times the weight of the user's vote.</param>
/// <param name="Trust">5 points for each trust level the user lacks to 4; 0 without a user.</param>
/// <param name="Type">30 points for spam, 25 for a report, 20 for a user, 10 for new users, 5 for the rest.</param>
public sealed record ReviewPriority(double Priority, double Age, double Votes, double Trust, double Type)
{
    /// <summary>The points of a priority 0, from which each priority takes <see cref="PriorityStep"/>.</summary>
    public const int PriorityBase = 125;

    /// <summary>The points between two priorities.</summary>
    public const int PriorityStep = 25;

    /// <summary>The points for each hour since the request, up to <see cref="MaxForAge"/>.</summary>
    public const double PointsPerHour = 0.5;

    /// <summary>The most points for age.</summary>
    public const int MaxForAge = 50;

    /// <summary>The points for a vote of weight 1.</summary>
    public const int PointsPerVote = 10;

    /// <summary>The points for each trust level that the user lacks to <see cref="MaxTrustLevel"/>.</summary>
    public const int PointsPerTrustLevel = 5;

    /// <summary>The trust level from which on a user adds no points.</summary>
    public const int MaxTrustLevel = 4;

    /// <summary>The milliseconds of age that a point of a <see cref="SortKey(ReviewRequest, DateTimeOffset)"/> stands for: two hours.</summary>
    public const long MillisecondsPerPoint = (long)(3_600_000 / PointsPerHour);

    /// <summary>The age past which the score does not rise any more, 100 hours: by then an item is overdue at the latest.</summary>
    public static TimeSpan MaxDeadline { get; } = TimeSpan.FromHours(MaxForAge / PointsPerHour);

    /// <summary>The sum of the parts.</summary>
    public double Score => Priority + Age + Votes + Trust + Type;

    /// <summary>What neither the item's priority nor its age gives: it changes only with votes.</summary>
    public double Weight => Votes + Trust + Type;

    /// <summary>Scores an item at a moment.</summary>
    public static ReviewPriority Compute(ReviewItem item, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(item);
        return new ReviewPriority(
            PriorityPoints(item.Priority),
            Math.Clamp(PointsPerHour * (now - item.CreatedAt).TotalHours, 0, MaxForAge),
            PointsPerVote * item.VoteWeight,
            TrustPoints(item.ReportedUserId, item.ReportedTrustLevel),
            TypePoints(item.Type)
        );
    }

    /// <summary>The points that an item of a request has from the start, besides those for priority, age and votes.</summary>
    public static double WeightOf(ReviewRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return TrustPoints(request.ReportedUserId, request.ReportedTrustLevel) + TypePoints(request.Type);
    }

    /// <summary>
    /// The place of an item among others, the highest first, without its votes: the score with an age that counts without
    /// end, less what the age of all items adds. It does not change with time.
    /// </summary>
    /// <returns>Milliseconds of age: each point is two hours, and each of a vote's ten points as well.</returns>
    public static long SortKey(ReviewRequest request, DateTimeOffset createdAt)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Rank(PriorityPoints(request.Priority) + WeightOf(request), createdAt);
    }

    /// <summary>The place of an item among others, its votes included.</summary>
    internal static long SortKey(ReviewItem item)
    {
        ReviewPriority parts = Compute(item, item.CreatedAt);
        return Rank(parts.Score, item.CreatedAt);
    }

    private static long Rank(double points, DateTimeOffset createdAt) =>
        (long)Math.Round(points * MillisecondsPerPoint) - createdAt.ToUnixTimeMilliseconds();

    private static double PriorityPoints(int priority) => PriorityBase - (PriorityStep * priority);

    private static double TrustPoints(long? userId, int? trustLevel) =>
        userId is null ? 0 : PointsPerTrustLevel * (MaxTrustLevel - (trustLevel ?? 0));

    private static double TypePoints(ReviewType type) =>
        type switch
        {
            ReviewType.SpamDetection => 30,
            ReviewType.FlaggedPost => 25,
            ReviewType.UserReport => 20,
            ReviewType.NewUserPost => 10,
            _ => 5,
        };
}
