using LearningStudio.Caching;
using LearningStudio.HostApi.Settings;

namespace LearningStudio.HostApi.Warming;

internal static class WarmingExtensions
{
    /// <summary>Fills the cache at the start with what everybody asks for, unless <c>Warming:Enabled</c> is false.</summary>
    public static void AddWarming(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.IsOn("Warming:Enabled", defaultValue: true))
        {
            services.AddCacheWarmer<ForumListWarmer>();
            services.AddCacheWarmer<StatisticsWarmer>();
            services.AddCacheWarmer<AnalyticsWarmer>();
        }
    }
}
