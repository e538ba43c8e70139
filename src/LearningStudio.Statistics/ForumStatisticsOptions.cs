namespace LearningStudio.Statistics;

/// <summary>How long statistics are cached, and what counts as online and trending.</summary>
/// <remarks>Expirations: more than zero, at most 24 hours.</remarks>
public sealed class ForumStatisticsOptions
{
    /// <summary>How long the totals and the latest member are cached.</summary>
    /// <value>Five minutes.</value>
    public TimeSpan SiteExpiration { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the statistics of a forum are cached.</summary>
    /// <value>Two minutes.</value>
    public TimeSpan ForumExpiration { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long the statistics of a user are cached.</summary>
    /// <value>Five minutes.</value>
    public TimeSpan UserExpiration { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long the activity summary is cached.</summary>
    /// <value>Five minutes.</value>
    public TimeSpan ActivityExpiration { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long counts and lists of users online are cached.</summary>
    /// <value>30 seconds.</value>
    public TimeSpan OnlineExpiration { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the trending topics are cached.</summary>
    /// <value>Five minutes.</value>
    public TimeSpan TrendingExpiration { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long after having been seen a user counts as online.</summary>
    /// <value>15 minutes; from one minute to 24 hours.</value>
    public TimeSpan OnlineWindow { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How many users the list of users online holds at the most.</summary>
    /// <value>100; from 1 to 1,000.</value>
    public int OnlineListLimit { get; set; } = 100;

    /// <summary>How many trending topics there are at the most.</summary>
    /// <value>10; from 1 to 100.</value>
    public int TrendingListLimit { get; set; } = 10;

    /// <summary>A forum is trending with more posts than this in seven days.</summary>
    /// <value>5; from 0 to 1,000,000.</value>
    public int TrendingAbove { get; set; } = 5;
}
