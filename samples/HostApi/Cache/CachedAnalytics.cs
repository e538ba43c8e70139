using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Analytics;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.HostApi.Cache;

/// <summary>The figures of the review queue over seven days; a minute old at the most.</summary>
internal sealed class CachedAnalytics(HybridCache cache, IReviewQueue queue, TimeProvider time)
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly HybridCacheEntryOptions Minute = new() { Expiration = TimeSpan.FromMinutes(1) };

    public ValueTask<ReviewAnalytics> GetAsync(CancellationToken cancellationToken) =>
        cache.GetOrCreateAsync(
            ForumCacheKeys.ModerationAnalytics,
            async token => await queue.GetAnalyticsAsync(time.GetUtcNow() - Week, token),
            Minute,
            cancellationToken: cancellationToken
        );
}
