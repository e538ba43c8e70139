using LearningStudio.HostApi.Adapters;
using LearningStudio.HostApi.Writing;
using LearningStudio.Moderation;
using LearningStudio.Moderation.Rules;
using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Reviews;

/// <summary>What follows from a decision for the post or topic it is about, and for moderation, which learns from it.</summary>
internal sealed class ReviewEffects(
    SpamScorer scorer,
    DuplicateDetector copies,
    IPostRepository posts,
    TimeProvider time
)
{
    private static readonly Viewer Everything = new(null, SeesHeld: true);

    /// <summary>
    /// Makes the target of a decided item visible, or deletes it; closes the open items of its other half where it is a
    /// topic or the post that opens one.
    /// </summary>
    /// <returns>What the decision was about; null where it was about a user, or the post is gone.</returns>
    public async Task<DecidedPost?> ApplyAsync(
        IForumSession session,
        ReviewItem item,
        ReviewDecision decision,
        CancellationToken cancellationToken
    )
    {
        if (await PlaceAsync(session, item.Target, cancellationToken) is not var (topicId, postId, opens))
        {
            await session.ReviewChangedAsync(null, cancellationToken);
            return null;
        }

        var queue = new RepositoryReviewQueue(session.ReviewQueue, time);
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
        return post is null ? null : new DecidedPost(post, opens, item.Type, decision.IsApproved);
    }

    /// <summary>Brings back what a rejection deleted, to wait again where it waited before.</summary>
    public static async Task TakeBackAsync(IForumSession session, ReviewItem item, CancellationToken cancellationToken)
    {
        var place = await PlaceAsync(session, item.Target, cancellationToken);
        if (place is { PostId: var postId })
        {
            await session.Posts.RestoreAsync(postId, cancellationToken);
        }

        await session.ReviewChangedAsync(place?.PostId, cancellationToken);
    }

    /// <summary>Lets moderation know what the decision says of the rules that hit the post, and of copies of it.</summary>
    public async Task LearnAsync(DecidedPost decided, CancellationToken cancellationToken)
    {
        PlacedPost post = decided.Post;
        scorer.Learn(
            new LabelledPost(
                post.Post.Body,
                !decided.IsApproved,
                decided.Opens ? post.TopicTitle : null,
                TrustLevel: post.Post.AuthorTrustLevel,
                Scope: ForumWriter.ScopeOf(post.ForumId)
            )
        );
        // Whoever rejects a mere copy says nothing of what it copies.
        if (decided.IsApproved || decided.Type != ReviewType.EditedPost)
        {
            FingerprintLabel label = decided.IsApproved ? FingerprintLabel.Ham : FingerprintLabel.Spam;
            await copies.MarkAsync(post.Post.Id, label, cancellationToken);
        }
    }

    private static async Task<(long TopicId, long PostId, bool Opens)?> PlaceAsync(
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
}
