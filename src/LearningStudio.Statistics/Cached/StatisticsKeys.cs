using System.Globalization;

namespace LearningStudio.Statistics.Cached;

/// <summary>The keys of the cached figures.</summary>
internal static class StatisticsKeys
{
    public const string Site = "forum:stats:all";
    public const string ActivityTag = "forum:activity";
    public const string OnlineCount = "users:online:count";
    public const string OnlineList = "users:online:list";

    public static string[] ActivityTags { get; } = [ActivityTag];

    public static string Forum(long id) => Key("forum:stats:", id);

    public static string ForumOnline(long id) => Key("forum:online:", id);

    public static string User(long id) => Key("user:stats:", id);

    public static string Activity(DateOnly today, int days) =>
        string.Create(CultureInfo.InvariantCulture, $"forum:activity:{today:yyyy-MM-dd}:{days}");

    private static string Key(string prefix, long id) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{id}");
}
