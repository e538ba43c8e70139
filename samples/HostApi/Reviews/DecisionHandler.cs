using LearningStudio.HostApi.Writing;
using LearningStudio.Moderation;
using LearningStudio.Moderation.Duplicates;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Review.Decisions;
using LearningStudio.Moderation.Rules.Replay;
using LearningStudio.Moderation.Sql;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Writing;

namespace LearningStudio.HostApi.Reviews;

/// <summary>What follows from a decision for the post or topic it is about, and for moderation, which learns from it.</summary>
internal sealed class DecisionHandler(
    SpamScorer scorer,
    DuplicateDetector copies,
    ReviewQueueRepository queue,
    TimeProvider time
)
{
    /// <summary>
    /// Makes the target of a decided item visible, or deletes it; closes the open items of its other half where it is a
    /// topic or the post that opens one.
    /// </summary>
    /// <param name="session">The unit of work.</param>
    /// <param name="item">The decided item.</param>
    /// <param name="decision">The decision, with its id.</param>
    /// <param name="cancellationToken">Cancels the writes.</param>
    /// <returns>What the decision was about; null where it was about a user, or the post is gone.</returns>
    public async Task<DecidedPost?> ApplyAsync(
        IForumSession session,
        ReviewItem item,
        ReviewDecision decision,
        CancellationToken cancellationToken
    )
    {
        if (await LocateAsync(session, item.Target, cancellationToken) is not var (topicId, postId, opens, post))
        {
            await session.ReviewChangedAsync(null, cancellationToken);
            return null;
        }

        ReviewQueueRepository inUnit = queue.On(session.Transaction);
        await inUnit.DecideAsync(new ReviewTarget(ReviewTargetKind.Post, postId), decision, cancellationToken);
        if (opens)
        {
            await inUnit.DecideAsync(new ReviewTarget(ReviewTargetKind.Topic, topicId), decision, cancellationToken);
        }

        bool tookEffect = await session.Posts.DecideAsync(
            new PostDecision
            {
                Id = decision.DecisionId ?? item.Id,
                PostId = postId,
                IsApproved = decision.IsApproved,
                At = time.GetUtcNow(),
            },
            cancellationToken
        );
        await session.ReviewChangedAsync(postId, cancellationToken);
        return tookEffect
            ? await FindAsync(session, postId, post, opens, item.Type, decision.IsApproved, cancellationToken)
            : null;
    }

    /// <summary>
    /// Takes back what a decision did to its post: what it deleted waits again where it waited before. What others deleted
    /// stays deleted.
    /// </summary>
    /// <returns>What moderation learned from the decision; null where it learned nothing, or more from a later one.</returns>
    public async Task<DecidedPost?> TakeBackAsync(
        IForumSession session,
        ReviewItem item,
        long decisionId,
        CancellationToken cancellationToken
    )
    {
        var place = await LocateAsync(session, item.Target, cancellationToken);
        await session.ReviewChangedAsync(place?.PostId, cancellationToken);
        if (place is not var (_, postId, opens, post))
        {
            return null;
        }

        bool isApproved = item.State == ReviewState.Approved;
        return await session.Posts.TakeBackAsync(
            new PostDecision
            {
                Id = decisionId,
                PostId = postId,
                IsApproved = isApproved,
                At = time.GetUtcNow(),
            },
            cancellationToken
        )
            ? await FindAsync(session, postId, post, opens, item.Type, isApproved, cancellationToken)
            : null;
    }

    /// <summary>Lets moderation know what the decision says of the rules that hit the post, and of copies of it.</summary>
    public Task LearnAsync(DecidedPost decided, CancellationToken cancellationToken)
    {
        scorer.Learn(LabelOf(decided));
        FingerprintLabel label = decided.IsApproved ? FingerprintLabel.Ham : FingerprintLabel.Spam;
        return MarkAsync(decided, label, cancellationToken);
    }

    /// <summary>Takes back what moderation learned by <see cref="LearnAsync"/>.</summary>
    public Task UnlearnAsync(DecidedPost taken, CancellationToken cancellationToken)
    {
        scorer.Unlearn(LabelOf(taken));
        return MarkAsync(taken, FingerprintLabel.Undecided, cancellationToken);
    }

    private static LabelledPost LabelOf(DecidedPost decided) =>
        new()
        {
            Body = decided.Text.Body,
            IsSpam = !decided.IsApproved,
            Title = decided.Opens ? decided.Text.TopicTitle : null,
            TrustLevel = decided.Post.AuthorTrustLevel,
            Scope = ForumWriter.ScopeOf(decided.Post.ForumId),
        };

    private Task MarkAsync(DecidedPost decided, FingerprintLabel label, CancellationToken cancellationToken) =>
        // Whoever rejects a mere copy says nothing of what it copies.
        decided.IsApproved
        || decided.Type != ReviewType.EditedPost
            ? copies.MarkAsync(decided.Post.Id, label, cancellationToken)
            : Task.CompletedTask;

    private static async Task<DecidedPost?> FindAsync(
        IForumSession session,
        long postId,
        PostState? known,
        bool opens,
        ReviewType type,
        bool isApproved,
        CancellationToken cancellationToken
    ) =>
        (known ?? await session.FindPostAsync(postId, cancellationToken)) is { } post
        && await session.FindTextAsync(postId, cancellationToken) is { } text
            ? new DecidedPost(post, text, opens, type, isApproved)
            : null;

    // A decision about a post has read it here; neither its author nor its place is changed by the decision.
    private static async Task<(long TopicId, long PostId, bool Opens, PostState? Post)?> LocateAsync(
        IForumSession session,
        ReviewTarget target,
        CancellationToken cancellationToken
    )
    {
        PostState? about =
            target.Kind == ReviewTargetKind.Post ? await session.FindPostAsync(target.Id, cancellationToken) : null;
        long? topicId = target.Kind == ReviewTargetKind.Topic ? target.Id : about?.TopicId;
        if (topicId is null || await session.FindTopicAsync(topicId.Value, cancellationToken) is not { } topic)
        {
            return null;
        }

        long? post = target.Kind == ReviewTargetKind.Post ? target.Id : topic.OpeningPostId;
        return post is null ? null : (topic.Id, post.Value, post == topic.OpeningPostId, about);
    }
}
