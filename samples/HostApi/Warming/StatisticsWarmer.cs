using LearningStudio.Caching;
using LearningStudio.Statistics;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.HostApi.Warming;

/// <summary>Reads the totals of the site, which the list of forums ends with.</summary>
internal sealed class StatisticsWarmer(ForumStatisticsService statistics) : ICacheWarmer
{
    public Task WarmAsync(HybridCache cache, CancellationToken cancellationToken) =>
        statistics.GetOverallAsync(cancellationToken);
}
