using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using LearningStudio.HostApi.Cache;
using LearningStudio.HostApi.Http;
using LearningStudio.HostApi.Identity;
using LearningStudio.HostApi.Reading;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Analytics;
using LearningStudio.Moderation.Review.Decisions;
using LearningStudio.Repositories;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningStudio.HostApi.Reviews;

/// <summary>The review queue: what moderators read and decide.</summary>
internal static class ModerationEndpoints
{
    public static void MapModeration(this RouteGroupBuilder api)
    {
        RouteGroupBuilder moderation = api.MapGroup("/moderation")
            .WithTags("Moderation")
            .WithMetadata(new NoStoreMetadata())
            .ForAccounts(Roles.MayModerate);
        moderation
            .MapGet("/queue", GetQueueAsync)
            .WithSummary("Lists open reviews, the most urgent first, with their reasons; never cached.");
        moderation
            .MapGet("/queue/{id}", FindAsync)
            .WithSummary("Reads a review with its text and what was done about it; never cached.");
        moderation
            .MapPost("/claims", ClaimNextAsync)
            .WithSummary("Claims the next reviews, overdue ones first, for ten minutes.");
        moderation
            .MapPost("/bulk", DecideManyAsync)
            .WithSummary("Decides all open reviews of a filter at once; the same key does it once.")
            .ProducesProblem(StatusCodes.Status409Conflict);
        moderation.MapGet("/analytics", GetAnalyticsAsync).WithSummary("Sums up the queue over seven days.");
        RouteGroupBuilder steps = moderation.MapGroup("/queue/{id}").ProducesProblem(StatusCodes.Status409Conflict);
        MapClaims(steps);
        MapDecisions(steps);
    }

    private static void MapClaims(RouteGroupBuilder steps)
    {
        steps
            .MapPost("/claim", (long id, ReviewActions reviews, CancellationToken ct) => reviews.ClaimAsync(id, ct))
            .WithSummary("Claims a review for ten minutes.");
        steps
            .MapPost(
                "/renew",
                (long id, FenceBody fence, ReviewActions reviews, CancellationToken ct) =>
                    reviews.RenewAsync(id, fence, ct)
            )
            .WithSummary("Has a claim last ten minutes from now on.");
        steps
            .MapPost(
                "/release",
                (long id, FenceBody fence, ReviewActions reviews, CancellationToken ct) =>
                    reviews.ReleaseAsync(id, fence, ct)
            )
            .WithSummary("Gives a claimed review back.");
    }

    private static void MapDecisions(RouteGroupBuilder steps)
    {
        steps
            .MapPost(
                "/decision",
                (long id, DecisionBody decision, ReviewActions reviews, CancellationToken ct) =>
                    reviews.DecideAsync(id, decision, ct)
            )
            .WithSummary("Decides a claimed review, or leaves it to a lead, to others, or until more is known.");
        steps
            .MapPost(
                "/approve",
                (long id, ReviewActions reviews, CancellationToken ct) =>
                    reviews.DecideAsync(id, ReviewAction.Approve, ct)
            )
            .WithSummary("Claims and approves: closes every review of the target, and makes a post or topic visible.");
        steps
            .MapPost(
                "/reject",
                (long id, ReviewActions reviews, CancellationToken ct) =>
                    reviews.DecideAsync(id, ReviewAction.Reject, ct)
            )
            .WithSummary("Claims and rejects: closes every review of the target, and deletes a post or topic.");
        steps
            .MapPost("/undo", (long id, ReviewActions reviews, CancellationToken ct) => reviews.UndoAsync(id, ct))
            .WithSummary("Takes a decision of the last hour back: one's own, or as a lead anybody's.");
    }

    private static async Task<Ok<PageOf<ReviewView>>> GetQueueAsync(
        [Description(Paging.PageText), Range(1, PageRequest.MaxNumber)] int? page,
        [Description(Paging.SizeText), Range(1, PageRequest.MaxSize)] int? page_size,
        ReviewQueries queries,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await queries.ListAsync(Paging.Request(page, page_size), cancellationToken));

    private static async Task<Results<Ok<ReviewDetail>, ProblemHttpResult>> FindAsync(
        long id,
        ReviewQueries queries,
        CancellationToken cancellationToken
    ) =>
        await queries.FindAsync(id, cancellationToken) is { } review
            ? TypedResults.Ok(review)
            : Problems.NotFound("review", "id");

    private static async Task<Ok<IReadOnlyList<ClaimedReview>>> ClaimNextAsync(
        ClaimBody claim,
        ReviewActions reviews,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await reviews.ClaimNextAsync(claim.Count, cancellationToken));

    private static async Task<Results<Ok<BulkResult>, ProblemHttpResult>> DecideManyAsync(
        BulkBody bulk,
        ReviewActions reviews,
        ReviewWriter writer,
        CancellationToken cancellationToken
    ) =>
        await writer.DecideManyAsync(bulk.For(reviews.Moderator), cancellationToken) is { } result
            ? TypedResults.Ok(result)
            : Problems.Conflict(
                "The key was used for another decision.",
                "key",
                "Send a decision again as it was, or under a key of its own."
            );

    private static async Task<Ok<ReviewAnalytics>> GetAnalyticsAsync(
        CachedAnalytics analytics,
        CancellationToken cancellationToken
    ) => TypedResults.Ok(await analytics.GetAsync(cancellationToken));
}
