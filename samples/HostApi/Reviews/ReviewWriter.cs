using LearningStudio.HostApi.Auditing;
using LearningStudio.HostApi.Writing;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Decisions;
using LearningStudio.Moderation.Review.Reports;
using LearningStudio.Moderation.Sql;
using LearningStudio.QueryBudgets;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;

namespace LearningStudio.HostApi.Reviews;

/// <summary>Writes reports and what moderators decide, each with what follows for posts in one transaction.</summary>
internal sealed class ReviewWriter(
    ReviewQueueService reviews,
    ReviewQueueRepository queue,
    DecisionHandler effects,
    IForumUnitOfWork work,
    AuditTrail trail
)
{
    /// <summary>Takes a user's report of a post; each user counts once while the review is open.</summary>
    /// <returns>What became of it; null where the post is not to be seen any more.</returns>
    public Task<ReportOutcome?> ReportAsync(
        Reporter reporter,
        Viewer viewer,
        PostState post,
        string reason,
        CancellationToken cancellationToken
    ) =>
        work.ExecuteAsync<ReportOutcome?>(
            async (session, ct) =>
            {
                if (await session.FindVisiblePostAsync(viewer, post.Id, ct) is null)
                {
                    return null;
                }

                var target = new ReviewTarget(ReviewTargetKind.Post, post.Id);
                var report = new Report
                {
                    Target = target,
                    Code = reason,
                    AuthorId = post.AuthorId,
                    AuthorTrustLevel = post.AuthorTrustLevel,
                };
                ReportOutcome outcome = await reviews.On(QueueOf(session)).ReportAsync(reporter, report, ct);
                if (outcome == ReportOutcome.Accepted)
                {
                    await session.ReviewChangedAsync(post.Id, ct);
                    await trail.AddAsync(session, AuditedAction.OnPost("report", post.Id), ct);
                }

                return outcome;
            },
            cancellationToken
        );

    /// <summary>Claims an item; null where it is another's, closed, or not this moderator's to do.</summary>
    public Task<ReviewClaim?> ClaimAsync(Moderator moderator, long itemId, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            async (session, ct) =>
            {
                ReviewClaim? claim = await reviews.On(QueueOf(session)).ClaimAsync(moderator, itemId, ct);
                await trail.AddAsync(session, AuditedAction.OnReview("claim", itemId, isDone: claim is not null), ct);
                return claim;
            },
            cancellationToken
        );

    /// <summary>Claims the next items.</summary>
    public Task<IReadOnlyList<ReviewClaim>> ClaimNextAsync(
        Moderator moderator,
        int count,
        CancellationToken cancellationToken
    ) =>
        work.ExecuteAsync(
            async (session, ct) =>
            {
                IReadOnlyList<ReviewClaim> claims = await reviews
                    .On(QueueOf(session))
                    .ClaimNextAsync(moderator, count, ct);
                await trail.AddAsync(
                    session,
                    AuditedAction.OnReview("claim", claims.Select(claim => claim.Item.Id)),
                    ct
                );
                return claims;
            },
            cancellationToken
        );

    /// <summary>Makes a claim last from now on.</summary>
    /// <returns>Whether the item is still the holder's.</returns>
    public Task<bool> RenewAsync(ReviewLease lease, CancellationToken cancellationToken) =>
        HoldAsync("renew", lease, (held, ct) => held.RenewAsync(lease, ct), cancellationToken);

    /// <summary>Gives an item back.</summary>
    /// <returns>Whether it was still the holder's.</returns>
    public Task<bool> ReleaseAsync(ReviewLease lease, CancellationToken cancellationToken) =>
        HoldAsync("release", lease, (held, ct) => held.ReleaseAsync(lease, ct), cancellationToken);

    /// <summary>Does what the holder of a claim decided.</summary>
    public Task<ReviewOutcome> DecideAsync(
        ReviewLease lease,
        ReviewAction action,
        string? note,
        CancellationToken cancellationToken
    ) =>
        DecideAsync(
            lease.ItemId,
            action,
            (session, ct) => StepAsync(session, lease, action, note, ct),
            cancellationToken
        );

    /// <summary>Claims an item and decides it at once.</summary>
    public Task<ReviewOutcome> DecideAsync(
        Moderator moderator,
        long itemId,
        ReviewAction action,
        CancellationToken cancellationToken
    ) =>
        DecideAsync(
            itemId,
            action,
            async (session, ct) =>
                await reviews.On(QueueOf(session)).ClaimAsync(moderator, itemId, ct) is { } claim
                    ? await StepAsync(session, claim.Lease, action, note: null, ct)
                    : (ReviewOutcome.Conflict, null),
            cancellationToken
        );

    /// <summary>Decides all items of a filter at once; null where the key was used for another decision.</summary>
    public async Task<BulkResult?> DecideManyAsync(BulkDecision decision, CancellationToken cancellationToken)
    {
        using IDisposable allowed = QueryScope.Allow("A bulk decision changes post by post.");
        var decided = new Dictionary<long, DecidedPost>();
        HashSet<long> decisions = [];
        BulkResult? result = await work.ExecuteAsync(
            async (session, ct) =>
            {
                decided.Clear();
                decisions.Clear();
                ReviewQueueRepository inUnit = QueueOf(session);
                if (await reviews.On(inUnit).DecideManyAsync(decision, ct) is not { } done)
                {
                    return null;
                }

                foreach (BulkItem item in done.IsRepeat ? [] : done.Items.Where(i => i.Outcome == ReviewOutcome.Done))
                {
                    ReviewItem closed = (await inUnit.FindAsync(item.ItemId, ct))!;
                    long id = (await inUnit.FindDecisionAsync(item.ItemId, ct))!.Value;
                    decisions.Add(id);
                    ReviewDecision one = decision.Decision with { DecisionId = id };
                    if (await effects.ApplyAsync(session, closed, one, ct) is { } post)
                    {
                        decided[post.Post.Id] = post;
                    }
                }

                ReviewAction action = decision.Decision.IsApproved ? ReviewAction.Approve : ReviewAction.Reject;
                await trail.AddAsync(session, inUnit, action, decisions, $"bulk {decision.Key}", ct);
                await trail.AddAsync(session, decided.Values, ct);
                return done;
            },
            cancellationToken
        );
        foreach (DecidedPost post in decided.Values)
        {
            await effects.LearnAsync(post, cancellationToken);
        }

        return result;
    }

    /// <summary>
    /// Takes a decision back: the reviews that it closed are open again, what it deleted is there again, and moderation
    /// forgets what it learned. What an approval made visible stays so until the review is decided anew.
    /// </summary>
    public async Task<ReviewOutcome> UndoAsync(Moderator moderator, long itemId, CancellationToken cancellationToken)
    {
        (ReviewOutcome outcome, DecidedPost? taken) = await work.ExecuteAsync<(ReviewOutcome, DecidedPost?)>(
            async (session, ct) =>
            {
                ReviewQueueRepository inUnit = QueueOf(session);
                ReviewItem? item = await inUnit.FindAsync(itemId, ct);
                long? decisionId = await inUnit.FindDecisionAsync(itemId, ct);
                long[] decision = decisionId is { } id ? [id] : [];
                IReadOnlyList<long> closed = await inUnit.FindDecidedAsync(decision, ct);
                ReviewOutcome done = await reviews.On(inUnit).UndoAsync(moderator, itemId, ct);
                IReadOnlyList<long> left = await inUnit.FindDecidedAsync(decision, ct);
                await trail.AddAsync(session, AuditedAction.OnReview("undo", closed.Except(left)), ct);
                if (
                    done != ReviewOutcome.Done
                    || await effects.TakeBackAsync(session, item!, decisionId ?? itemId, ct) is not { } post
                )
                {
                    return (done, null);
                }

                await trail.AddRestoredAsync(session, post, ct);
                return (done, post);
            },
            cancellationToken
        );
        if (taken is not null)
        {
            await effects.UnlearnAsync(taken, cancellationToken);
        }

        return outcome;
    }

    private Task<bool> HoldAsync(
        string verb,
        ReviewLease lease,
        Func<ReviewQueueService, CancellationToken, Task<bool>> step,
        CancellationToken cancellationToken
    ) =>
        work.ExecuteAsync(
            async (session, ct) =>
            {
                bool isHeld = await step(reviews.On(QueueOf(session)), ct);
                await trail.AddAsync(session, AuditedAction.OnReview(verb, lease.ItemId, isHeld), ct);
                return isHeld;
            },
            cancellationToken
        );

    private async Task<ReviewOutcome> DecideAsync(
        long itemId,
        ReviewAction action,
        Func<IForumSession, CancellationToken, Task<(ReviewOutcome, DecidedPost?)>> decide,
        CancellationToken cancellationToken
    )
    {
        (ReviewOutcome outcome, DecidedPost? post) = await work.ExecuteAsync(
            async (session, ct) =>
            {
                (ReviewOutcome done, DecidedPost? about) = await decide(session, ct);
                bool isDone = done == ReviewOutcome.Done;
                if (action is ReviewAction.Approve or ReviewAction.Reject)
                {
                    long[] closed = isDone ? [itemId] : [];
                    await trail.AddAsync(session, QueueOf(session), action, closed, details: null, ct);
                }
                else
                {
                    string verb = ReviewTrail.VerbOf(action);
                    await trail.AddAsync(session, AuditedAction.OnReview(verb, itemId, isDone), ct);
                }

                await trail.AddAsync(session, about is null ? [] : [about], ct);
                return (done, about);
            },
            cancellationToken
        );
        if (post is not null)
        {
            await effects.LearnAsync(post, cancellationToken);
        }

        return outcome;
    }

    private async Task<(ReviewOutcome, DecidedPost?)> StepAsync(
        IForumSession session,
        ReviewLease lease,
        ReviewAction action,
        string? note,
        CancellationToken cancellationToken
    )
    {
        ReviewQueueRepository inUnit = QueueOf(session);
        ReviewOutcome outcome = await reviews.On(inUnit).DecideAsync(lease, action, note, cancellationToken);
        if (outcome != ReviewOutcome.Done || await inUnit.FindAsync(lease.ItemId, cancellationToken) is not { } item)
        {
            return (outcome, null);
        }

        if (action is not (ReviewAction.Approve or ReviewAction.Reject))
        {
            await session.ReviewChangedAsync(null, cancellationToken);
            return (outcome, null);
        }

        var decision = new ReviewDecision(action == ReviewAction.Approve, lease.ModeratorId)
        {
            DecisionId = item.Id,
            IsLead = lease.IsLead,
        };
        return (outcome, await effects.ApplyAsync(session, item, decision, cancellationToken));
    }

    /// <summary>The review queue within the session's transaction.</summary>
    private ReviewQueueRepository QueueOf(IForumSession session) => queue.On(session.Transaction);
}
