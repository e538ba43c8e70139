using LearningStudio.HostApi.Adapters;
using LearningStudio.HostApi.Auditing;
using LearningStudio.HostApi.Writing;
using LearningStudio.Moderation;
using LearningStudio.Moderation.Review;
using LearningStudio.QueryBudgets;
using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Reviews;

/// <summary>Writes reports and what moderators decide, each with what follows for posts in one transaction.</summary>
internal sealed class ReviewWriter(
    ReviewQueueService reviews,
    ReviewEffects effects,
    IForumUnitOfWork work,
    AuditTrail trail,
    TimeProvider time
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
                var report = new Report(target, reason, post.AuthorId, post.AuthorTrustLevel);
                ReportOutcome outcome = await reviews.On(QueueOf(session)).ReportAsync(reporter, report, ct);
                if (outcome == ReportOutcome.Accepted)
                {
                    await session.ReviewChangedAsync(post.Id, ct);
                    await trail.AddAsync(session, Deed.OfPost("report", post.Id), ct);
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
                await trail.AddAsync(session, Deed.OfReview("claim", itemId, isDone: claim is not null), ct);
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
                await trail.AddAsync(session, Deed.OfReview("claim", claims.Select(claim => claim.Item.Id)), ct);
                return claims;
            },
            cancellationToken
        );

    /// <summary>Makes a claim last from now on.</summary>
    /// <returns>Whether the item is still the holder's.</returns>
    public Task<bool> RenewAsync(ReviewLease lease, CancellationToken cancellationToken) =>
        HoldAsync("renew", lease, (queue, ct) => queue.RenewAsync(lease, ct), cancellationToken);

    /// <summary>Gives an item back.</summary>
    /// <returns>Whether it was still the holder's.</returns>
    public Task<bool> ReleaseAsync(ReviewLease lease, CancellationToken cancellationToken) =>
        HoldAsync("release", lease, (queue, ct) => queue.ReleaseAsync(lease, ct), cancellationToken);

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

    /// <summary>Decides all items of a filter at once.</summary>
    public async Task<BulkResult> DecideManyAsync(BulkDecision decision, CancellationToken cancellationToken)
    {
        using IDisposable allowed = QueryScope.Allow("A bulk decision changes post by post.");
        var decided = new Dictionary<long, DecidedPost>();
        HashSet<long> decisions = [];
        BulkResult result = await work.ExecuteAsync(
            async (session, ct) =>
            {
                decided.Clear();
                decisions.Clear();
                RepositoryReviewQueue queue = QueueOf(session);
                BulkResult done = await reviews.On(queue).DecideManyAsync(decision, ct);
                foreach (BulkItem item in done.IsRepeat ? [] : done.Items.Where(i => i.Outcome == ReviewOutcome.Done))
                {
                    ReviewItem closed = (await queue.FindAsync(item.ItemId, ct))!;
                    QueueEntry entry = (await session.ReviewQueue.FindAsync(item.ItemId, ct))!;
                    decisions.Add(entry.DecisionId!.Value);
                    if (await effects.ApplyAsync(session, closed, DecisionOf(decision, entry), ct) is { } post)
                    {
                        decided[post.Post.Id] = post;
                    }
                }

                ReviewAction action = decision.Decision.IsApproved ? ReviewAction.Approve : ReviewAction.Reject;
                await trail.AddAsync(session, action, decisions, $"bulk {decision.Key}", ct);
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
                RepositoryReviewQueue queue = QueueOf(session);
                ReviewItem? item = await queue.FindAsync(itemId, ct);
                QueueEntry? decided = await session.ReviewQueue.FindAsync(itemId, ct);
                long[] decision = decided?.DecisionId is { } id ? [id] : [];
                IReadOnlyList<long> closed = await session.ReviewQueue.FindDecidedAsync(decision, ct);
                ReviewOutcome done = await reviews.On(queue).UndoAsync(moderator, itemId, ct);
                IReadOnlyList<long> left = await session.ReviewQueue.FindDecidedAsync(decision, ct);
                await trail.AddAsync(session, Deed.OfReview("undo", closed.Except(left)), ct);
                if (
                    done != ReviewOutcome.Done
                    || await effects.TakeBackAsync(session, item!, decided!, ct) is not { } post
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
                await trail.AddAsync(session, Deed.OfReview(verb, lease.ItemId, isHeld), ct);
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
                if (action is ReviewAction.Approve or ReviewAction.Reject)
                {
                    await trail.AddAsync(
                        session,
                        action,
                        done == ReviewOutcome.Done ? [itemId] : [],
                        details: null,
                        ct
                    );
                }
                else
                {
                    Deed deed = Deed.OfReview(ReviewTrail.VerbOf(action), itemId, done == ReviewOutcome.Done);
                    await trail.AddAsync(session, deed, ct);
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
        RepositoryReviewQueue queue = QueueOf(session);
        ReviewOutcome outcome = await reviews.On(queue).DecideAsync(lease, action, note, cancellationToken);
        if (outcome != ReviewOutcome.Done || await queue.FindAsync(lease.ItemId, cancellationToken) is not { } item)
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

    private static ReviewDecision DecisionOf(BulkDecision bulk, QueueEntry entry) =>
        bulk.Decision with
        {
            DecisionId = entry.DecisionId,
        };

    /// <summary>The review queue within the session's transaction.</summary>
    private RepositoryReviewQueue QueueOf(IForumSession session) => new(session.ReviewQueue, time);
}
