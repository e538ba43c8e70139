using LearningStudio.Caching;
using LearningStudio.HostApi.Cache;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.HostApi.Warming;

/// <summary>Reads the figures of the review queue, which are the dearest to compute.</summary>
internal sealed class AnalyticsWarmer(CachedAnalytics analytics) : ICacheWarmer
{
    public async Task WarmAsync(HybridCache cache, CancellationToken cancellationToken) =>
        await analytics.GetAsync(cancellationToken);
}
