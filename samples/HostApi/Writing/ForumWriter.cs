using System.Globalization;
using LearningStudio.HostApi.Auditing;
using LearningStudio.Moderation;
using LearningStudio.Moderation.Duplicates;
using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Sql;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Writing;

namespace LearningStudio.HostApi.Writing;

/// <summary>Writes what users submit: judged first, then stored together with the reviews it asks for.</summary>
internal sealed class ForumWriter(
    PostModerator moderator,
    DuplicateDetector copies,
    ReviewQueueRepository queue,
    TextChanges changes,
    IForumUnitOfWork work,
    AuditTrail trail,
    TimeProvider time
)
{
    /// <summary>What the scopes of rules call a forum.</summary>
    public static string ScopeOf(long forumId) => string.Create(CultureInfo.InvariantCulture, $"forum:{forumId}");

    /// <summary>Opens a topic in a forum that its author may see.</summary>
    public Task<WriteOutcome> OpenTopicAsync(
        Account author,
        Viewer viewer,
        NewTopicBody body,
        CancellationToken cancellationToken
    )
    {
        long forumId = body.ForumId!.Value;
        Submission submission = CreateSubmission(author, forumId, body.Body!) with { Title = body.Title };
        return SubmitAsync(
            submission,
            stored => AuditedAction.OnTopic("open", stored.TopicId),
            async (session, judged, ct) =>
            {
                if (!await session.LockForumAsync(forumId, viewer, ct))
                {
                    return new WriteOutcome(WriteRefusal.Missing);
                }

                var topic = new NewTopic
                {
                    ForumId = forumId,
                    AuthorId = author.Id,
                    Title = body.Title!,
                    Body = body.Body!,
                    CreatedAt = time.GetUtcNow(),
                    IsHeld = judged.IsHeld,
                };
                return await session.Topics.OpenAsync(topic, ct) is var (topicId, postId)
                    ? new WriteOutcome(new PostResult(topicId, postId, !judged.IsHeld))
                    : new WriteOutcome(WriteRefusal.Missing);
            },
            cancellationToken
        );
    }

    /// <summary>Adds a post to a topic that its author may see and that takes posts.</summary>
    public Task<WriteOutcome> AddPostAsync(
        Account author,
        Viewer viewer,
        TopicDetail topic,
        PostBody body,
        CancellationToken cancellationToken
    ) =>
        SubmitAsync(
            CreateSubmission(author, topic.ForumId, body.Body!) with
            {
                TopicId = topic.Id,
            },
            stored => AuditedAction.OnPost("add", stored.PostId),
            async (session, judged, ct) =>
            {
                (TopicState? now, WriteRefusal refusal) = await session.FindWritableAsync(
                    viewer,
                    topic.Id,
                    topic.ForumId,
                    mayChangeLocked: false,
                    ct
                );
                if (now is null)
                {
                    return new WriteOutcome(refusal);
                }

                if (body.ReplyToId is { } reply && !await session.HasPostAsync(viewer, reply, topic.Id, ct))
                {
                    return new WriteOutcome(WriteRefusal.MissingComment);
                }

                var post = new NewPost
                {
                    TopicId = topic.Id,
                    ReplyToId = body.ReplyToId,
                    AuthorId = author.Id,
                    Body = body.Body!,
                    CreatedAt = time.GetUtcNow(),
                    IsHeld = judged.IsHeld,
                };
                long id = await session.Posts.AddAsync(post, ct);
                return new WriteOutcome(new PostResult(topic.Id, id, now.IsVisible && !judged.IsHeld));
            },
            cancellationToken
        );

    /// <summary>
    /// Replaces the text of a post, which must be the author's own. Open reviews are reopened: who decides about the old
    /// text finds them superseded.
    /// </summary>
    public Task<WriteOutcome> EditPostAsync(
        Account author,
        Viewer viewer,
        PostState post,
        PostBody body,
        CancellationToken cancellationToken
    ) =>
        SubmitAsync(
            CreateSubmission(author, post.ForumId, body.Body!) with
            {
                TopicId = post.TopicId,
                EditedPostId = post.Id,
            },
            stored => AuditedAction.OnPost("edit", stored.PostId),
            async (session, judged, ct) =>
                await session.FindWritableAsync(viewer, post.TopicId, post.ForumId, viewer.SeesHeld, ct) switch
                {
                    (null, var refusal) => new WriteOutcome(refusal),
                    ({ } topic, _) => await changes.EditAsync(
                        session,
                        topic,
                        post,
                        CreateText(body.Body!, author, judged),
                        ct
                    ),
                },
            cancellationToken
        );

    /// <summary>Gives a topic, which must be the author's own, another title: judged with its opening post, and held with it.</summary>
    public Task<WriteOutcome> RenameTopicAsync(
        Account author,
        Viewer viewer,
        PostState opening,
        string body,
        string title,
        CancellationToken cancellationToken
    ) =>
        SubmitAsync(
            CreateSubmission(author, opening.ForumId, body) with
            {
                Title = title,
                TopicId = opening.TopicId,
                EditedPostId = opening.Id,
            },
            stored => AuditedAction.OnTopic("rename", stored.TopicId),
            async (session, judged, ct) =>
            {
                (TopicState? topic, WriteRefusal refusal) = await session.FindWritableAsync(
                    viewer,
                    opening.TopicId,
                    opening.ForumId,
                    mayChangeLocked: viewer.SeesHeld,
                    ct
                );
                return topic is null
                    ? new WriteOutcome(refusal)
                    : await changes.RenameAsync(session, topic, opening, CreateText(title, author, judged), ct);
            },
            cancellationToken
        );

    /// <summary>Deletes a post, and the topic it opens. Reviews of it stay open: moderators see what it said.</summary>
    /// <param name="viewer">Who deletes; only what this viewer sees is deleted.</param>
    /// <param name="postId">The post.</param>
    /// <param name="whyNot">Why the viewer may not delete the post; asked while nobody else can write to its topic.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    public Task<WriteRefusal> DeletePostAsync(
        Viewer viewer,
        long postId,
        Func<IForumSession, TopicState, PostState, CancellationToken, Task<WriteRefusal>> whyNot,
        CancellationToken cancellationToken
    ) =>
        work.ExecuteAsync(
            async (session, ct) =>
            {
                if (await session.FindVisiblePostAsync(viewer, postId, ct) is not (var topic, var post))
                {
                    return WriteRefusal.Missing;
                }

                WriteRefusal refusal = await whyNot(session, topic, post, ct);
                if (refusal != WriteRefusal.None)
                {
                    return refusal;
                }

                if (!await session.Posts.DeleteAsync(postId, time.GetUtcNow(), ct))
                {
                    return WriteRefusal.Missing;
                }

                await trail.AddAsync(session, AuditedAction.OnPost("delete", postId), ct);
                if (topic.OpeningPostId == postId)
                {
                    await trail.AddAsync(session, AuditedAction.OnTopic("delete", post.TopicId), ct);
                }

                return WriteRefusal.None;
            },
            cancellationToken
        );

    private static Submission CreateSubmission(Account author, long forumId, string body) =>
        new()
        {
            AuthorId = author.Id,
            TrustLevel = author.TrustLevel,
            Body = body,
            Author = author.Username,
            Scope = ScopeOf(forumId),
        };

    private static NewText CreateText(string text, Account editor, ModerationResult judged) =>
        new(text, editor.Id, judged.IsHeld, judged.Signals.Count > 0);

    private async Task<WriteOutcome> SubmitAsync(
        Submission submission,
        Func<PostResult, AuditedAction> audit,
        Func<IForumSession, ModerationResult, CancellationToken, Task<WriteOutcome>> store,
        CancellationToken cancellationToken
    )
    {
        ModerationResult judged = await moderator.ModerateAsync(submission, cancellationToken);
        if (judged.Action == ModerationAction.Reject)
        {
            return new WriteOutcome(WriteRefusal.Rules);
        }

        WriteOutcome outcome = await work.ExecuteAsync(
            async (session, ct) =>
            {
                WriteOutcome stored = await store(session, judged, ct);
                if (stored.Result is { } written)
                {
                    await QueueAsync(session, judged, written, ct);
                    await trail.AddAsync(session, audit(written) with { Details = judged.IsHeld ? "held" : null }, ct);
                }

                return stored;
            },
            cancellationToken
        );
        if (outcome.Result is { } kept && judged.Copies is { } report)
        {
            await copies.StoreAsync(kept.PostId, report, cancellationToken: cancellationToken);
        }

        return outcome;
    }

    private async Task QueueAsync(
        IForumSession session,
        ModerationResult judged,
        PostResult stored,
        CancellationToken cancellationToken
    )
    {
        IReviewQueue inUnit = queue.On(session.Transaction);
        if (await moderator.EnqueueAsync(judged, stored.TopicId, stored.PostId, inUnit, cancellationToken) > 0)
        {
            await session.ReviewChangedAsync(stored.PostId, cancellationToken);
        }
    }
}
