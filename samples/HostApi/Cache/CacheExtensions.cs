using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Cache;

internal static class CacheExtensions
{
    /// <summary>Adds the cached reads, and what removes them after a write.</summary>
    public static void AddForumCache(this IServiceCollection services)
    {
        services.AddSingleton<CachedForum>();
        services.AddSingleton<CachedAnalytics>();
        services.AddSingleton<IForumEventHandler, CacheInvalidation>();
    }
}
