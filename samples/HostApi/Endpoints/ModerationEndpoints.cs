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
            .AddEndpointFilter<RouteGroupBuilder, RequireAccount>()
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
                .WithSummary(
                    approves
                        ? "Closes every review of the target, and makes a post or topic visible."
                        : "Closes every review of the target, and deletes a post or topic."
                )
                .ProducesValidationProblem()
                .ProducesProblem(StatusCodes.Status404NotFound)
                .ProducesProblem(StatusCodes.Status409Conflict);
        }
    }

    private static async Task<Ok<PageOf<ReviewView>>> GetQueueAsync(
        [Description(Paging.PageText), Range(1, PageRequest.MaximumNumber)] int? page,
        [Description(Paging.SizeText), Range(1, PageRequest.MaximumSize)] int? page_size,
        ReviewDesk desk,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await desk.ListAsync(Paging.Request(page, page_size), cancellationToken));

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
