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
    /// <summary>Opens a topic; without such a forum nothing is written.</summary>
    public async Task<WriteOutcome> OpenTopicAsync(
        Account author,
        NewTopicBody body,
        CancellationToken cancellationToken
    )
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
        if (judged.Action == ModerationAction.Reject)
        {
            return WriteOutcome.Refused;
        }

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

    /// <summary>Adds a post to a topic; where the topic takes no more posts by now nothing is written.</summary>
    public async Task<WriteOutcome> AddPostAsync(
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
        if (judged.Action == ModerationAction.Reject)
        {
            return WriteOutcome.Refused;
        }

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
    /// Replaces the text of a post, which must be the author's own; where it is deleted by now nothing is written. Open
    /// reviews are reopened: who decides about the old text finds them superseded.
    /// </summary>
    public async Task<WriteOutcome> EditPostAsync(
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
            Author: author.Username,
            Scope: ScopeOf(post.ForumId)
        );
        ModerationResult judged = await moderator.JudgeAsync(submission, cancellationToken);
        if (judged.Action == ModerationAction.Reject)
        {
            return WriteOutcome.Refused;
        }

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

    /// <summary>Keeps the fingerprint of what was written, where copies are looked for.</summary>
    private async Task<WriteOutcome> RememberedAsync(
        Written? written,
        ModerationResult judged,
        CancellationToken cancellationToken
    )
    {
        if (written is not null && judged.Copies is { } report)
        {
            await copies.RememberAsync(written.PostId, report, cancellationToken: cancellationToken);
        }

        return new WriteOutcome(written);
    }

    /// <summary>What the scopes of rules call a forum.</summary>
    internal static string ScopeOf(long forumId) => string.Create(CultureInfo.InvariantCulture, $"forum:{forumId}");

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
}
