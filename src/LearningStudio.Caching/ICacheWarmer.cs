using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.Caching;

/// <summary>Fills the cache before anybody asks: registered by <c>AddCacheWarmer</c>, run at start and on demand.</summary>
/// <remarks>
/// An instance is made for each run, in a scope of its own. A value that is there already is not computed again, unless
/// the warmer asks for that.
/// </remarks>
public interface ICacheWarmer
{
    /// <summary>Reads what is to be in the cache, through the cache.</summary>
    Task WarmAsync(HybridCache cache, CancellationToken cancellationToken);
}
