using LearningStudio.HostApi.Http;
using LearningStudio.HostApi.Identity;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Decisions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LearningStudio.HostApi.Reviews;

/// <summary>What the current moderator does about one review.</summary>
internal sealed class ReviewActions(IReviewQueue queue, ReviewQueries queries, ReviewWriter writer, CurrentUser user)
{
    private const string Late = "The review is not open to you any more.";

    /// <summary>The current user.</summary>
    public Moderator Moderator => new(user.Account.Id, user.IsLead);

    public async Task<Results<Ok<ClaimedReview>, ProblemHttpResult>> ClaimAsync(
        long id,
        CancellationToken cancellationToken
    )
    {
        if (await RefusedAsync(id, cancellationToken) is { } problem)
        {
            return problem;
        }

        return await writer.ClaimAsync(Moderator, id, cancellationToken) is { } claim
            ? TypedResults.Ok((await ViewAsync([claim], cancellationToken))[0])
            : Conflict(
                "The review cannot be claimed.",
                "It is decided, or another moderator's, or waits for a lead or for information."
            );
    }

    public async Task<IReadOnlyList<ClaimedReview>> ClaimNextAsync(int count, CancellationToken cancellationToken) =>
        await ViewAsync(await writer.ClaimNextAsync(Moderator, count, cancellationToken), cancellationToken);

    public async Task<Results<NoContent, ProblemHttpResult>> DecideAsync(
        long id,
        DecisionBody decision,
        CancellationToken cancellationToken
    ) =>
        await RefusedAsync(id, cancellationToken) is { } problem
            ? problem
            : Answer(
                await writer.DecideAsync(Lease(id, decision), decision.Action!.Value, decision.Note, cancellationToken)
            );

    /// <summary>Claims and decides at once.</summary>
    public async Task<Results<NoContent, ProblemHttpResult>> DecideAsync(
        long id,
        ReviewAction action,
        CancellationToken cancellationToken
    ) =>
        await RefusedAsync(id, cancellationToken) is { } problem
            ? problem
            : Answer(await writer.DecideAsync(Moderator, id, action, cancellationToken));

    public Task<Results<NoContent, ProblemHttpResult>> RenewAsync(
        long id,
        FenceBody fence,
        CancellationToken cancellationToken
    ) => HeldAsync(id, writer.RenewAsync(Lease(id, fence), cancellationToken), cancellationToken);

    public Task<Results<NoContent, ProblemHttpResult>> ReleaseAsync(
        long id,
        FenceBody fence,
        CancellationToken cancellationToken
    ) => HeldAsync(id, writer.ReleaseAsync(Lease(id, fence), cancellationToken), cancellationToken);

    public async Task<Results<NoContent, ProblemHttpResult>> UndoAsync(long id, CancellationToken cancellationToken) =>
        Answer(await writer.UndoAsync(Moderator, id, cancellationToken));

    /// <summary>Why the current moderator may not touch a review at all; null where that is allowed.</summary>
    private async Task<ProblemHttpResult?> RefusedAsync(long id, CancellationToken cancellationToken) =>
        await queue.FindAsync(id, cancellationToken) is not { } item ? Problems.NotFound("review", "id")
        : item.ReportedUserId == user.Account.Id ? Own()
        : null;

    private async Task<Results<NoContent, ProblemHttpResult>> HeldAsync(
        long id,
        Task<bool> step,
        CancellationToken cancellationToken
    ) =>
        await step ? TypedResults.NoContent()
        : await queue.FindAsync(id, cancellationToken) is null ? Problems.NotFound("review", "id")
        : Conflict(Late, "The claim has run out, or the review is decided.");

    private async Task<IReadOnlyList<ClaimedReview>> ViewAsync(
        IReadOnlyList<ReviewClaim> claims,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<ReviewView> views = await queries.ViewAsync([.. claims.Select(c => c.Item)], cancellationToken);
        return
        [
            .. claims.Zip(
                views,
                (claim, view) => new ClaimedReview(view, claim.Lease.Fence, claim.Until, claim.PreviousHolder)
            ),
        ];
    }

    private ReviewLease Lease(long id, FenceBody fence) =>
        new(id, user.Account.Id, fence.Fence!.Value) { IsLead = Moderator.IsLead };

    private static Results<NoContent, ProblemHttpResult> Answer(ReviewOutcome outcome) =>
        outcome switch
        {
            ReviewOutcome.Done => TypedResults.NoContent(),
            ReviewOutcome.NotFound => Problems.NotFound("review", "id"),
            ReviewOutcome.Refused => Own(),
            _ => Conflict(Late, "It was decided, claimed by another moderator, or its target was edited."),
        };

    private static ProblemHttpResult Own() => Problems.Forbidden("Moderators do not decide about themselves.");

    private static ProblemHttpResult Conflict(string title, string error) => Problems.Conflict(title, "id", error);
}
