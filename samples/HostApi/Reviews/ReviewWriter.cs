using LearningStudio.HostApi.Adapters;
using LearningStudio.HostApi.Writing;
using LearningStudio.Moderation;
using LearningStudio.Moderation.Review;
using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Reviews;

/// <summary>Writes reports and what moderators decide, each with what follows for posts in one transaction.</summary>
internal sealed class ReviewWriter(
    ReviewQueueService reviews,
    ReviewEffects effects,
    IForumUnitOfWork work,
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
                }

                return outcome;
            },
            cancellationToken
        );

    /// <summary>Claims an item; null where it is another's, closed, or not this moderator's to do.</summary>
    public Task<ReviewClaim?> ClaimAsync(Moderator moderator, long itemId, CancellationToken cancellationToken) =>
        work.ExecuteAsync(
            (session, ct) => reviews.On(QueueOf(session)).ClaimAsync(moderator, itemId, ct),
            cancellationToken
        );

    /// <summary>Claims the next items.</summary>
    public Task<IReadOnlyList<ReviewClaim>> ClaimNextAsync(
        Moderator moderator,
        int count,
        CancellationToken cancellationToken
    ) =>
        work.ExecuteAsync(
            (session, ct) => reviews.On(QueueOf(session)).ClaimNextAsync(moderator, count, ct),
            cancellationToken
        );

    /// <summary>Does what the holder of a claim decided.</summary>
    public Task<ReviewOutcome> DecideAsync(
        ReviewLease lease,
        ReviewAction action,
        string? note,
        CancellationToken cancellationToken
    ) => DecideAsync((session, ct) => StepAsync(session, lease, action, note, ct), cancellationToken);

    /// <summary>Claims an item and decides it at once.</summary>
    public Task<ReviewOutcome> DecideAsync(
        Moderator moderator,
        long itemId,
        ReviewAction action,
        CancellationToken cancellationToken
    ) =>
        DecideAsync(
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
        BulkResult result = await work.ExecuteAsync(
            async (session, ct) =>
            {
                decided.Clear();
                RepositoryReviewQueue queue = QueueOf(session);
                BulkResult done = await reviews.On(queue).DecideManyAsync(decision, ct);
                foreach (BulkItem item in done.IsRepeat ? [] : done.Items.Where(i => i.Outcome == ReviewOutcome.Done))
                {
                    if (
                        await queue.FindAsync(item.ItemId, ct) is { } closed
                        && await session.ReviewQueue.FindAsync(item.ItemId, ct) is { } entry
                        && await effects.ApplyAsync(session, closed, DecisionOf(decision, entry), ct) is { } post
                    )
                    {
                        decided[post.Post.Post.Id] = post;
                    }
                }

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
        (ReviewOutcome outcome, TakenBack? taken) = await work.ExecuteAsync(
            async (session, ct) =>
            {
                RepositoryReviewQueue queue = QueueOf(session);
                ReviewItem? item = await queue.FindAsync(itemId, ct);
                QueueEntry? decided = await session.ReviewQueue.FindAsync(itemId, ct);
                ReviewOutcome done = await reviews.On(queue).UndoAsync(moderator, itemId, ct);
                return done == ReviewOutcome.Done
                    ? (done, await effects.TakeBackAsync(session, item!, decided!, ct))
                    : (done, null);
            },
            cancellationToken
        );
        if (taken is not null)
        {
            await effects.UnlearnAsync(taken, cancellationToken);
        }

        return outcome;
    }

    private async Task<ReviewOutcome> DecideAsync(
        Func<IForumSession, CancellationToken, Task<(ReviewOutcome, DecidedPost?)>> decide,
        CancellationToken cancellationToken
    )
    {
        (ReviewOutcome outcome, DecidedPost? post) = await work.ExecuteAsync(decide, cancellationToken);
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
