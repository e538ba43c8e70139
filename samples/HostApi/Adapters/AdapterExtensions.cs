using LearningStudio.Moderation;
using LearningStudio.Statistics;

namespace LearningStudio.HostApi.Adapters;

internal static class AdapterExtensions
{
    /// <summary>Joins the ports of moderation and statistics to the repositories.</summary>
    public static void AddAdapters(this IServiceCollection services)
    {
        services.AddSingleton<IForumStatisticsSource, RepositoryStatisticsSource>();
        services.AddSingleton<IPostHistory, RepositoryPostHistory>();
        services.AddModerationTables();
        services.AddSingleton<IPostTexts, RepositoryPostTexts>();
    }
}
