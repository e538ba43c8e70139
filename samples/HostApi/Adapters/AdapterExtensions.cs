using LearningStudio.HostApi.Maintenance;
using LearningStudio.Moderation;
using LearningStudio.Repositories;
using LearningStudio.Statistics;

namespace LearningStudio.HostApi.Adapters;

internal static class AdapterExtensions
{
    /// <summary>Joins the ports of moderation and statistics to the repositories, and the repositories' events to the cache.</summary>
    public static void AddAdapters(this IServiceCollection services)
    {
        services.AddSingleton<IForumStatisticsSource, RepositoryStatisticsSource>();
        services.AddSingleton<IPostHistory, RepositoryPostHistory>();
        services.AddModerationTables();
        services.AddSingleton<IPostTexts, RepositoryPostTexts>();
        services.AddSingleton<IForumEventHandler, CacheInvalidation>();
        services.AddHostedService<ModerationStatements>();
        services.AddHostedService<FingerprintExpiry>();
        services.AddHostedService<ReviewMaintenance>();
    }
}
