using LearningStudio.Moderation.Review;
using LearningStudio.Moderation.Sql;
using LearningStudio.Repositories;
using LearningStudio.Repositories.Auditing;
using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Writing;

namespace LearningStudio.HostApi.Writing;

/// <summary>
/// Replaces texts within a unit of work that has locked their topic: what a review needs of the earlier ones is kept, and
/// open reviews are reopened.
/// </summary>
internal sealed class TextChanges(ReviewQueueService reviews, ReviewQueueRepository queue, TimeProvider time)
{
    /// <summary>Replaces the text of a post.</summary>
    public async Task<WriteOutcome> EditAsync(
        IForumSession session,
        TopicState topic,
        PostState post,
        NewText text,
        CancellationToken cancellationToken
    )
    {
        if (await session.FindPostAsync(post.Id, cancellationToken) is not { IsDeleted: false } now)
        {
            return new WriteOutcome(WriteRefusal.Missing);
        }

        await KeepAsync(session, post.Id, RevisedField.Body, text, cancellationToken);
        var edit = new PostEdit
        {
            PostId = post.Id,
            Body = text.Text,
            EditedAt = time.GetUtcNow(),
            IsHeld = text.IsHeld,
        };
        if (!await session.Posts.EditAsync(edit, cancellationToken))
        {
            return new WriteOutcome(WriteRefusal.Missing);
        }

        await ReopenAsync(session, topic, post.Id, cancellationToken);
        bool isVisible = topic.IsVisible && now.IsApproved && !text.IsHeld;
        return new WriteOutcome(new PostResult(post.TopicId, post.Id, isVisible));
    }

    /// <summary>Gives a topic another title; where it is held, with the text that its opening post has by now.</summary>
    public async Task<WriteOutcome> RenameAsync(
        IForumSession session,
        TopicState topic,
        PostState opening,
        NewText title,
        CancellationToken cancellationToken
    )
    {
        await KeepAsync(session, opening.Id, RevisedField.Title, title, cancellationToken);
        if (
            await session.FindTextAsync(opening.Id, cancellationToken) is not { } now
            || !await session.Topics.RenameAsync(topic.Id, title.Text, cancellationToken)
        )
        {
            return new WriteOutcome(WriteRefusal.Missing);
        }

        if (title.IsHeld)
        {
            return await EditAsync(session, topic, opening, title with { Text = now.Body }, cancellationToken);
        }

        await ReopenAsync(session, topic, opening.Id, cancellationToken);
        return new WriteOutcome(new PostResult(topic.Id, opening.Id, topic.IsVisible));
    }

    private Task<bool> KeepAsync(
        IForumSession session,
        long postId,
        RevisedField field,
        NewText text,
        CancellationToken cancellationToken
    )
    {
        DateTimeOffset now = time.GetUtcNow();
        return session.Revisions.KeepAsync(
            new TextEdit
            {
                PostId = postId,
                Field = field,
                Text = text.Text,
                At = now,
                EditorId = text.EditorId,
                OpensReview = text.OpensReview,
                DecidedSince = now - reviews.UndoWindow,
            },
            cancellationToken
        );
    }

    // A review of a topic, or of the post that opens it, shows both the title and the text.
    private async Task ReopenAsync(
        IForumSession session,
        TopicState topic,
        long postId,
        CancellationToken cancellationToken
    )
    {
        ReviewQueueRepository inUnit = queue.On(session.Transaction);
        await inUnit.ReopenAsync(new ReviewTarget(ReviewTargetKind.Post, postId), cancellationToken);
        if (topic.OpeningPostId == postId)
        {
            await inUnit.ReopenAsync(new ReviewTarget(ReviewTargetKind.Topic, topic.Id), cancellationToken);
        }
    }
}
