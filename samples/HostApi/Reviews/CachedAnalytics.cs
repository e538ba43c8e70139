using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Analytics;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.HostApi.Reviews;

/// <summary>The figures of the review queue over seven days; a minute old at the most.</summary>
internal sealed class CachedAnalytics(HybridCache cache, IReviewQueue queue, TimeProvider time)
{
    public const string Key = "moderation:analytics:7d";

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly HybridCacheEntryOptions Minute = new() { Expiration = TimeSpan.FromMinutes(1) };

    public ValueTask<ReviewAnalytics> GetAsync(CancellationToken cancellationToken) =>
        cache.GetOrCreateAsync(
            Key,
            async token => await queue.GetAnalyticsAsync(time.GetUtcNow() - Week, token),
            Minute,
            cancellationToken: cancellationToken
        );
}
