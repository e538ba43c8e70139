using System.Globalization;
using LearningStudio.HostApi.Adapters;
using LearningStudio.Moderation;
using LearningStudio.Moderation.Review;
using LearningStudio.Repositories;

namespace LearningStudio.HostApi.Writing;

/// <summary>Writes what users submit: judged first, then stored together with the reviews it asks for.</summary>
internal sealed class ForumWriter(
    PostModerator moderator,
    DuplicateDetector copies,
    ReviewQueueService reviews,
    IForumUnitOfWork work,
    TimeProvider time
)
{
    /// <summary>What the scopes of rules call a forum.</summary>
    public static string ScopeOf(long forumId) => string.Create(CultureInfo.InvariantCulture, $"forum:{forumId}");

    /// <summary>Opens a topic; without such a forum nothing is written.</summary>
    public Task<WriteOutcome> OpenTopicAsync(Account author, NewTopicBody body, CancellationToken cancellationToken)
    {
        long forumId = body.ForumId!.Value;
        Submission submission = Of(author, forumId, body.Body!) with { Title = body.Title };
        return SubmitAsync(
            submission,
            async (session, isHeld, ct) =>
            {
                var topic = new NewTopic(forumId, author.Id, body.Title!, body.Body!, time.GetUtcNow(), isHeld);
                return await session.Topics.OpenAsync(topic, ct) is var (topicId, postId)
                    ? new Written(topicId, postId, !isHeld)
                    : null;
            },
            cancellationToken
        );
    }

    /// <summary>Adds a post to a topic; where the topic takes no more posts by now nothing is written.</summary>
    public Task<WriteOutcome> AddPostAsync(
        Account author,
        TopicState topic,
        PostBody body,
        CancellationToken cancellationToken
    ) =>
        SubmitAsync(
            Of(author, topic.ForumId, body.Body!) with
            {
                TopicId = topic.Id,
            },
            async (session, isHeld, ct) =>
            {
                if (await session.FindTopicAsync(topic.Id, ct) is not { IsDeleted: false, IsLocked: false } now)
                {
                    return null;
                }

                var post = new NewPost(topic.Id, body.ReplyToId, author.Id, body.Body!, time.GetUtcNow(), isHeld);
                return new Written(topic.Id, await session.Posts.AddAsync(post, ct), now.IsVisible && !isHeld);
            },
            cancellationToken
        );

    /// <summary>
    /// Replaces the text of a post, which must be the author's own; where it is deleted by now nothing is written. Open
    /// reviews are reopened: who decides about the old text finds them superseded.
    /// </summary>
    public Task<WriteOutcome> EditPostAsync(
        Account author,
        PostState post,
        PostBody body,
        CancellationToken cancellationToken
    ) =>
        SubmitAsync(
            Of(author, post.ForumId, body.Body!) with
            {
                TopicId = post.TopicId,
                EditedPostId = post.Id,
            },
            (session, isHeld, ct) => EditAsync(session, post, body.Body!, isHeld, ct),
            cancellationToken
        );

    /// <summary>Gives a topic, which must be the author's own, another title: judged with its opening post, and held with it.</summary>
    public Task<WriteOutcome> RenameTopicAsync(
        Account author,
        PostState opening,
        string body,
        string title,
        CancellationToken cancellationToken
    ) =>
        SubmitAsync(
            Of(author, opening.ForumId, body) with
            {
                Title = title,
                TopicId = opening.TopicId,
                EditedPostId = opening.Id,
            },
            async (session, isHeld, ct) =>
            {
                if (!await session.Topics.RenameAsync(opening.TopicId, title, ct))
                {
                    return null;
                }

                await ReopenAsync(session, ReviewTargetKind.Topic, opening.TopicId, ct);
                return isHeld
                    ? await EditAsync(session, opening, body, isHeld, ct)
                    : new Written(opening.TopicId, opening.Id, opening.IsApproved);
            },
            cancellationToken
        );

    /// <summary>Deletes a post, and the topic it opens. Reviews of it stay open: moderators see what it said.</summary>
    /// <returns>Whether it was still there.</returns>
    public Task<bool> DeletePostAsync(long postId, CancellationToken cancellationToken) =>
        work.ExecuteAsync((session, ct) => session.Posts.DeleteAsync(postId, time.GetUtcNow(), ct), cancellationToken);

    private static Submission Of(Account author, long forumId, string body) =>
        new(author.Id, author.TrustLevel, body, Author: author.Username, Scope: ScopeOf(forumId));

    private async Task<WriteOutcome> SubmitAsync(
        Submission submission,
        Func<IForumSession, bool, CancellationToken, Task<Written?>> store,
        CancellationToken cancellationToken
    )
    {
        ModerationResult judged = await moderator.JudgeAsync(submission, cancellationToken);
        if (judged.Action == ModerationAction.Reject)
        {
            return WriteOutcome.Refused;
        }

        Written? written = await work.ExecuteAsync(
            async (session, ct) =>
            {
                Written? stored = await store(session, judged.IsHeld, ct);
                if (stored is not null)
                {
                    await QueueAsync(session, submission, judged, stored, ct);
                }

                return stored;
            },
            cancellationToken
        );
        if (written is not null && judged.Copies is { } report)
        {
            await copies.RememberAsync(written.PostId, report, cancellationToken: cancellationToken);
        }

        return new WriteOutcome(written);
    }

    private async Task<Written?> EditAsync(
        IForumSession session,
        PostState post,
        string body,
        bool isHeld,
        CancellationToken cancellationToken
    )
    {
        if (!await session.Posts.EditAsync(new PostEdit(post.Id, body, time.GetUtcNow(), isHeld), cancellationToken))
        {
            return null;
        }

        await ReopenAsync(session, ReviewTargetKind.Post, post.Id, cancellationToken);
        bool topicIsVisible = (await session.FindTopicAsync(post.TopicId, cancellationToken))?.IsVisible == true;
        return new Written(post.TopicId, post.Id, topicIsVisible && post.IsApproved && !isHeld);
    }

    private Task ReopenAsync(
        IForumSession session,
        ReviewTargetKind kind,
        long id,
        CancellationToken cancellationToken
    ) => QueueOf(session).ReopenAsync(new ReviewTarget(kind, id), cancellationToken);

    private async Task QueueAsync(
        IForumSession session,
        Submission submission,
        ModerationResult judged,
        Written stored,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<ReviewRequest> requests = PostModerator.Requests(
            judged,
            submission,
            stored.TopicId,
            stored.PostId
        );
        ReviewQueueService queue = reviews.On(QueueOf(session));
        foreach (ReviewRequest request in requests)
        {
            await queue.AddAsync(request, cancellationToken);
        }

        if (requests.Count > 0)
        {
            await session.ReviewChangedAsync(stored.PostId, cancellationToken);
        }
    }

    /// <summary>The review queue within the session's transaction.</summary>
    private RepositoryReviewQueue QueueOf(IForumSession session) => new(session.ReviewQueue, time);
}
