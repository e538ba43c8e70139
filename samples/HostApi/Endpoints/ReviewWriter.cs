using LearningStudio.HostApi.Adapters;
using LearningStudio.Moderation;
using LearningStudio.Moderation.Rules;
using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Endpoints;

/// <summary>Writes reports and what moderators decide, with what follows for posts.</summary>
internal sealed class ReviewWriter(
    SpamScorer scorer,
    DuplicateDetector copies,
    IPostRepository posts,
    IForumUnitOfWork work,
    TimeProvider time
)
{
    private static readonly Viewer Everything = new(null, SeesHeld: true);

    /// <summary>Asks for a review of a post on behalf of a user; each user counts once while the review is open.</summary>
    /// <param name="reporter">Who asks.</param>
    /// <param name="post">The post.</param>
    /// <param name="reason">Why, in the reporter's words; a later report's replace them.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    /// <returns>Whether the post is still there.</returns>
    public Task<bool> ReportAsync(Account reporter, PostState post, string reason, CancellationToken cancellationToken)
    {
        var request = new ReviewRequest(
            new ReviewTarget(ReviewTargetKind.Post, post.Id),
            ReviewType.FlaggedPost,
            Priority: 3,
            [new ReviewReason($"reported: {reason}")],
            ReportedUserId: post.AuthorId,
            ReportedTrustLevel: post.AuthorTrustLevel,
            VoterId: reporter.Id
        );
        return work.ExecuteAsync(
            async (session, ct) =>
            {
                bool exists = await session.FindPostAsync(post.Id, ct) is { IsDeleted: false };
                if (exists)
                {
                    await QueueOf(session).AddAsync(request, ct);
                    await session.ReviewChangedAsync(post.Id, ct);
                }

                return exists;
            },
            cancellationToken
        );
    }

    /// <summary>Decides every open item of an item's target, and with a topic's those of its opening post.</summary>
    /// <returns>Whether the item was still open.</returns>
    public async Task<bool> DecideAsync(long itemId, ReviewDecision decision, CancellationToken cancellationToken)
    {
        Decided decided = await work.ExecuteAsync(
            (session, ct) => DecideAsync(session, itemId, decision, ct),
            cancellationToken
        );
        if (decided.Post is { } post)
        {
            await LearnAsync(post, decided, isSpam: !decision.IsApproved, cancellationToken);
        }

        return decided.WasOpen;
    }

    private async Task<Decided> DecideAsync(
        IForumSession session,
        long itemId,
        ReviewDecision decision,
        CancellationToken cancellationToken
    )
    {
        RepositoryReviewQueue queue = QueueOf(session);
        if (await queue.FindAsync(itemId, cancellationToken) is not { State: ReviewState.Pending } item)
        {
            return new Decided(WasOpen: false);
        }

        await queue.DecideAsync(item.Target, decision, cancellationToken);
        if (await OpeningOrPostAsync(session, item.Target, cancellationToken) is not var (topicId, postId, opens))
        {
            await session.ReviewChangedAsync(null, cancellationToken);
            return new Decided(WasOpen: true);
        }

        await queue.DecideAsync(new ReviewTarget(ReviewTargetKind.Post, postId), decision, cancellationToken);
        if (opens)
        {
            await queue.DecideAsync(new ReviewTarget(ReviewTargetKind.Topic, topicId), decision, cancellationToken);
        }

        // Before a rejection deletes it.
        PlacedPost? post = await posts.FindAsync(postId, Everything, cancellationToken);
        await (
            decision.IsApproved
                ? session.Posts.ApproveAsync(postId, cancellationToken)
                : session.Posts.DeleteAsync(postId, time.GetUtcNow(), cancellationToken)
        );
        await session.ReviewChangedAsync(postId, cancellationToken);
        return new Decided(WasOpen: true, post, opens, item.Type);
    }

    /// <summary>Lets moderation know what the decision says of the rules that hit the post, and of copies of it.</summary>
    private async Task LearnAsync(PlacedPost post, Decided decided, bool isSpam, CancellationToken cancellationToken)
    {
        scorer.Learn(
            new LabelledPost(
                post.Post.Body,
                isSpam,
                decided.Opens ? post.TopicTitle : null,
                TrustLevel: post.Post.AuthorTrustLevel,
                Scope: ForumWriter.ScopeOf(post.ForumId)
            )
        );
        // Whoever rejects a mere copy says nothing of what it copies.
        if (!isSpam || decided.Type != ReviewType.EditedPost)
        {
            FingerprintLabel label = isSpam ? FingerprintLabel.Spam : FingerprintLabel.Ham;
            await copies.MarkAsync(post.Post.Id, label, cancellationToken);
        }
    }

    /// <summary>The review queue within the session's transaction.</summary>
    private RepositoryReviewQueue QueueOf(IForumSession session) => new(session.ReviewQueue, time);

    private static async Task<(long TopicId, long PostId, bool Opens)?> OpeningOrPostAsync(
        IForumSession session,
        ReviewTarget target,
        CancellationToken cancellationToken
    )
    {
        long? topicId = target.Kind switch
        {
            ReviewTargetKind.Topic => target.Id,
            ReviewTargetKind.Post => (await session.FindPostAsync(target.Id, cancellationToken))?.TopicId,
            _ => null,
        };
        if (topicId is null || await session.FindTopicAsync(topicId.Value, cancellationToken) is not { } topic)
        {
            return null;
        }

        long? post = target.Kind == ReviewTargetKind.Post ? target.Id : topic.OpeningPostId;
        return post is null ? null : (topic.Id, post.Value, post == topic.OpeningPostId);
    }

    /// <summary>What a decision was about.</summary>
    /// <param name="WasOpen">Whether the item was still open.</param>
    /// <param name="Post">The post; null where the decision was about a user, or the post is gone.</param>
    /// <param name="Opens">Whether the post opens its topic.</param>
    /// <param name="Type">Why it was to be reviewed.</param>
    private sealed record Decided(bool WasOpen, PlacedPost? Post = null, bool Opens = false, ReviewType Type = default);
}
