using System.Globalization;

namespace LearningStudio.Statistics.Cached;

/// <summary>The keys of the cached statistics.</summary>
internal static class StatisticsKeys
{
    public const string Site = "forum:stats:all";
    public const string ActivityTag = "forum:activity";
    public const string OnlineCount = "users:online:count";
    public const string OnlineList = "users:online:list";
    public const string Trending = "forum:trending";

    public static string[] ActivityTags { get; } = [ActivityTag];

    public static string Forum(long id) => Key("forum:stats:", id);

    public static string ForumOnline(long id) => Key("forum:online:", id);

    public static string User(long id) => Key("user:stats:", id);

    public static string Activity(DateOnly today, int days) =>
        string.Create(CultureInfo.InvariantCulture, $"forum:activity:{today:yyyy-MM-dd}:{days}");

    /// <summary>The keys of a scope; the activity has a tag instead.</summary>
    public static IEnumerable<string> ForScope(StatisticsScope scope, long? forumId, long? userId)
    {
        if (scope.HasFlag(StatisticsScope.Site))
        {
            yield return Site;
        }

        if (scope.HasFlag(StatisticsScope.Forum) && forumId is { } forum)
        {
            yield return Forum(forum);
        }

        if (scope.HasFlag(StatisticsScope.User) && userId is { } user)
        {
            yield return User(user);
        }

        if (scope.HasFlag(StatisticsScope.Trending))
        {
            yield return Trending;
        }

        if (scope.HasFlag(StatisticsScope.Online))
        {
            yield return OnlineCount;
            yield return OnlineList;
        }
    }

    private static string Key(string prefix, long id) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{id}");
}
