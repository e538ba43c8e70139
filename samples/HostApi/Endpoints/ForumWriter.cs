using System.Globalization;
using LearningStudio.HostApi.Adapters;
using LearningStudio.Moderation;
using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Endpoints;

/// <summary>Writes what users submit: judged first, then stored together with the reviews it asks for.</summary>
internal sealed class ForumWriter(
    PostModerator moderator,
    DuplicateDetector copies,
    IForumUnitOfWork work,
    TimeProvider time
)
{
    /// <summary>Opens a topic; null without such a forum.</summary>
    public async Task<Written?> OpenTopicAsync(Account author, NewTopicBody body, CancellationToken cancellationToken)
    {
        var submission = new Submission(
            author.Id,
            author.TrustLevel,
            body.Body!,
            body.Title,
            Author: author.Username,
            Scope: ScopeOf(body.ForumId!.Value)
        );
        ModerationResult judged = await moderator.JudgeAsync(submission, cancellationToken);
        Written? written = await work.ExecuteAsync(
            async (session, ct) =>
            {
                var topic = new NewTopic(
                    body.ForumId!.Value,
                    author.Id,
                    body.Title!,
                    body.Body!,
                    time.GetUtcNow(),
                    judged.IsHeld
                );
                if (await session.Topics.OpenAsync(topic, ct) is not var (topicId, postId))
                {
                    return null;
                }

                await QueueAsync(session, PostModerator.Requests(judged, submission, topicId, postId), postId, ct);
                return new Written(topicId, postId, !judged.IsHeld);
            },
            cancellationToken
        );
        return await RememberedAsync(written, judged, cancellationToken);
    }

    /// <summary>Adds a post to a topic; null where the topic takes no more posts by now.</summary>
    public async Task<Written?> AddPostAsync(
        Account author,
        TopicState topic,
        PostBody body,
        CancellationToken cancellationToken
    )
    {
        var submission = new Submission(
            author.Id,
            author.TrustLevel,
            body.Body!,
            TopicId: topic.Id,
            Author: author.Username,
            Scope: ScopeOf(topic.ForumId)
        );
        ModerationResult judged = await moderator.JudgeAsync(submission, cancellationToken);
        Written? written = await work.ExecuteAsync(
            async (session, ct) =>
            {
                if (await session.FindTopicAsync(topic.Id, ct) is not { IsDeleted: false, IsLocked: false } now)
                {
                    return null;
                }

                var post = new NewPost(
                    topic.Id,
                    body.ReplyToId,
                    author.Id,
                    body.Body!,
                    time.GetUtcNow(),
                    judged.IsHeld
                );
                long id = await session.Posts.AddAsync(post, ct);
                await QueueAsync(session, PostModerator.Requests(judged, submission, topic.Id, id), id, ct);
                return new Written(topic.Id, id, now.IsVisible && !judged.IsHeld);
            },
            cancellationToken
        );
        return await RememberedAsync(written, judged, cancellationToken);
    }

    /// <summary>
    /// Replaces the text of a post, which must be the author's own; null where it is deleted by now. Open reviews are
    /// reopened: who decides about the old text finds them superseded.
    /// </summary>
    public async Task<Written?> EditPostAsync(
        Account author,
        PostState post,
        PostBody body,
        CancellationToken cancellationToken
    )
    {
        var submission = new Submission(
            author.Id,
            author.TrustLevel,
            body.Body!,
            TopicId: post.TopicId,
            EditedPostId: post.Id,
            Author: author.Username
        );
        ModerationResult judged = await moderator.JudgeAsync(submission, cancellationToken);
        Written? written = await work.ExecuteAsync(
            async (session, ct) =>
            {
                var edit = new PostEdit(post.Id, body.Body!, time.GetUtcNow(), judged.IsHeld);
                if (!await session.Posts.EditAsync(edit, ct))
                {
                    return null;
                }

                await QueueOf(session).ReopenAsync(new ReviewTarget(ReviewTargetKind.Post, post.Id), ct);
                await QueueAsync(
                    session,
                    PostModerator.Requests(judged, submission, post.TopicId, post.Id),
                    post.Id,
                    ct
                );
                bool topicIsVisible = (await session.FindTopicAsync(post.TopicId, ct))?.IsVisible == true;
                return new Written(post.TopicId, post.Id, topicIsVisible && post.IsApproved && !judged.IsHeld);
            },
            cancellationToken
        );
        return await RememberedAsync(written, judged, cancellationToken);
    }

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
                    await QueueAsync(session, [request], post.Id, ct);
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
        (bool wasOpen, long? postId) = await work.ExecuteAsync(
            (session, ct) => DecideAsync(session, itemId, decision, ct),
            cancellationToken
        );
        if (postId is { } post)
        {
            FingerprintLabel label = decision.IsApproved ? FingerprintLabel.Ham : FingerprintLabel.Spam;
            await copies.MarkAsync(post, label, cancellationToken);
        }

        return wasOpen;
    }

    /// <summary>Decides within a session; names the post whose copies the decision speaks of too.</summary>
    private async Task<(bool WasOpen, long? PostId)> DecideAsync(
        IForumSession session,
        long itemId,
        ReviewDecision decision,
        CancellationToken cancellationToken
    )
    {
        RepositoryReviewQueue queue = QueueOf(session);
        if (await queue.FindAsync(itemId, cancellationToken) is not { State: ReviewState.Pending } item)
        {
            return (false, null);
        }

        await queue.DecideAsync(item.Target, decision, cancellationToken);
        if (await OpeningOrPostAsync(session, item.Target, cancellationToken) is not var (topicId, postId, opens))
        {
            await session.ReviewChangedAsync(null, cancellationToken);
            return (true, null);
        }

        await queue.DecideAsync(new ReviewTarget(ReviewTargetKind.Post, postId), decision, cancellationToken);
        if (opens)
        {
            await queue.DecideAsync(new ReviewTarget(ReviewTargetKind.Topic, topicId), decision, cancellationToken);
        }

        await (
            decision.IsApproved
                ? session.Posts.ApproveAsync(postId, cancellationToken)
                : session.Posts.DeleteAsync(postId, time.GetUtcNow(), cancellationToken)
        );
        await session.ReviewChangedAsync(postId, cancellationToken);
        // Whoever rejects a mere copy says nothing of what it copies.
        return (true, decision.IsApproved || item.Type != ReviewType.EditedPost ? postId : null);
    }

    /// <summary>Keeps the fingerprint of what was written, where copies are looked for.</summary>
    private async Task<Written?> RememberedAsync(
        Written? written,
        ModerationResult judged,
        CancellationToken cancellationToken
    )
    {
        if (written is not null && judged.Copies is { } report)
        {
            await copies.RememberAsync(written.PostId, report, cancellationToken: cancellationToken);
        }

        return written;
    }

    /// <summary>What the scopes of rules call a forum.</summary>
    private static string ScopeOf(long forumId) => string.Create(CultureInfo.InvariantCulture, $"forum:{forumId}");

    /// <summary>The review queue within the session's transaction.</summary>
    private RepositoryReviewQueue QueueOf(IForumSession session) => new(session.ReviewQueue, time);

    private async Task QueueAsync(
        IForumSession session,
        IReadOnlyList<ReviewRequest> requests,
        long postId,
        CancellationToken cancellationToken
    )
    {
        RepositoryReviewQueue queue = QueueOf(session);
        foreach (ReviewRequest request in requests)
        {
            await queue.AddAsync(request, cancellationToken);
        }

        if (requests.Count > 0)
        {
            await session.ReviewChangedAsync(postId, cancellationToken);
        }
    }

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
}
