using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using LearningStudio.HostApi.Adapters;
using LearningStudio.HostApi.Identity;
using LearningStudio.Moderation;
using LearningStudio.Repositories;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Caching.Hybrid;

namespace LearningStudio.HostApi.Endpoints;

internal static class ModerationEndpoints
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly HybridCacheEntryOptions Minute = new() { Expiration = TimeSpan.FromMinutes(1) };

    public static void MapModeration(this RouteGroupBuilder api)
    {
        RouteGroupBuilder moderation = api.MapGroup("/moderation")
            .WithTags("Moderation")
            .RequireAuthorization(Roles.MayModerate)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden);
        moderation
            .MapGet("/queue", GetQueueAsync)
            .WithSummary("Lists open reviews, the most urgent first, with their reasons; never cached.")
            .ProducesValidationProblem();
        moderation.MapGet("/analytics", GetAnalyticsAsync).WithSummary("Sums up the queue over seven days.");
        foreach ((string verb, bool approves) in new[] { ("approve", true), ("reject", false) })
        {
            moderation
                .MapPost(
                    $"/queue/{{id}}/{verb}",
                    (long id, ReviewDesk desk, CancellationToken cancellationToken) =>
                        desk.DecideAsync(id, approves, cancellationToken)
                )
                .WithSummary(approves ? "Makes the target of a review visible." : "Deletes the target of a review.")
                .ProducesValidationProblem()
                .ProducesProblem(StatusCodes.Status404NotFound)
                .ProducesProblem(StatusCodes.Status409Conflict);
        }
    }

    private static async Task<Ok<PageOf<ReviewView>>> GetQueueAsync(
        [Description(Paging.PageText), Range(1, PageRequest.MaximumNumber)] int? page,
        [Description(Paging.SizeText), Range(1, PageRequest.MaximumSize)] int? page_size,
        IReviewQueue queue,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        PageRequest request = Paging.Request(page, page_size);
        IReadOnlyList<ReviewItem> items = await queue.GetPendingAsync(
            (request.Number - 1) * request.Size,
            request.Size,
            cancellationToken
        );
        DateTimeOffset now = time.GetUtcNow();
        ReviewView[] views =
        [
            .. items
                .Select(item => (Item: item, Parts: ReviewPriority.Of(item, now)))
                .Select(pair => new ReviewView(pair.Item, pair.Parts.Score, pair.Parts)),
        ];
        return TypedResults.Ok(
            new PageOf<ReviewView>(views, request, await queue.CountPendingAsync(cancellationToken))
        );
    }

    private static async Task<Ok<ReviewAnalytics>> GetAnalyticsAsync(
        HybridCache cache,
        IReviewQueue queue,
        TimeProvider time,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            await cache.GetOrCreateAsync(
                CacheInvalidation.AnalyticsKey,
                async token => await queue.GetAnalyticsAsync(time.GetUtcNow() - Week, token),
                Minute,
                cancellationToken: cancellationToken
            )
        );
}
