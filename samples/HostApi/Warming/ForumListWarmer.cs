using LearningStudio.Caching;
using LearningStudio.HostApi.Cache;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.HostApi.Warming;

/// <summary>Reads the list of forums, which everybody asks for first.</summary>
internal sealed class ForumListWarmer(CachedForum forum) : ICacheWarmer
{
    public async Task WarmAsync(HybridCache cache, CancellationToken cancellationToken) =>
        await forum.ListAsync(cancellationToken);
}
