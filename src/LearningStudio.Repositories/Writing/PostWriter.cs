using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Sql;
using LinqToDB;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Writing;

// Rule: a post is visible if it is approved and not deleted, and counts in its topic then; in the forum and its day it
//   counts if the topic is visible too. A topic has the marks of the post that opens it.
internal sealed class PostWriter(ForumDb db, ForumDatabase database, CounterLedger ledger, EventLog events)
    : IPostWriter,
        IPostApproval
{
    private const string FindTopic = "SELECT topic_id FROM posts WHERE id = @post";
    private const string Find = """
        SELECT is_approved, deleted_at, created_at, reply_to_id, author_id, decision_id FROM posts WHERE id = @post
        """;
    private const string Mark = """
        UPDATE posts SET is_approved = @approved, deleted_at = @deleted, decision_id = @decision WHERE id = @post
        """;
    private const string MarkTopic = """
        UPDATE topics SET is_approved = @approved, deleted_at = @deleted WHERE id = @topic
        """;
    private const string Replace = "UPDATE posts SET body = @body, edited_at = @at WHERE id = @post";

    private readonly TopicCounts _topics = new(db, database, ledger);
    private readonly PostInsert _insert = new(db, database);

    public async Task<long> AddAsync(NewPost post, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(post);
        StoredPost stored =
            await _insert.RunAsync(post, cancellationToken).ConfigureAwait(false)
            ?? throw new ArgumentException(
                post.ReplyToId is null
                    ? "The topic does not exist."
                    : "The post commented on is not in the topic, or the topic does not exist.",
                nameof(post)
            );
        bool isVisible = !post.IsHeld && stored.IsTopicVisible;
        if (isVisible && !_insert.Notes)
        {
            var newest = new NewestPost(
                stored.Id,
                database.Times.AsStored(post.CreatedAt),
                post.TopicId,
                stored.TopicTitle,
                post.AuthorId,
                stored.AuthorName
            );
            ledger.For(stored.ForumId).Add(EpochDay.FromTime(post.CreatedAt), newest);
        }

        ForumEventKind kind = isVisible ? ForumEventKind.PostCreated : ForumEventKind.PostHeld;
        events.Add(
            new ForumEvent
            {
                Kind = kind,
                ForumId = stored.ForumId,
                ParentForumId = stored.ParentForumId,
                TopicId = post.TopicId,
                PostId = stored.Id,
                AuthorId = post.AuthorId,
            }
        );
        return stored.Id;
    }

    public async Task<bool> EditAsync(PostEdit edit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(edit);
        ForumEventKind kind = edit.IsHeld ? ForumEventKind.PostHidden : ForumEventKind.PostEdited;
        bool exists = await ChangeAsync(
                edit.PostId,
                marks => marks.IsDeleted ? null : marks with { IsApproved = marks.IsApproved && !edit.IsHeld },
                kind,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (exists)
        {
            await db.ExecuteAsync(
                    Replace,
                    cancellationToken,
                    Post(edit.PostId),
                    DataParameter.NVarChar("body", database.Dialect.Text(edit.Body)),
                    database.Times.Parameter("at", edit.EditedAt)
                )
                .ConfigureAwait(false);
        }

        return exists;
    }

    public Task<bool> ApproveAsync(long id, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            id,
            marks => marks.IsDeleted ? null : marks with { IsApproved = true },
            ForumEventKind.PostApproved,
            cancellationToken
        );

    public Task<bool> RejectAsync(long id, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            id,
            marks => marks.IsDeleted || marks.IsApproved ? null : marks with { DeletedAt = at },
            ForumEventKind.PostHidden,
            cancellationToken
        );

    public Task<bool> DeleteAsync(long id, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            id,
            marks => marks.IsDeleted ? null : marks with { DeletedAt = at },
            ForumEventKind.PostHidden,
            cancellationToken
        );

    public Task<bool> RestoreAsync(long id, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            id,
            marks => marks.IsDeleted ? marks with { DeletedAt = null, DecisionId = null } : null,
            ForumEventKind.PostApproved,
            cancellationToken
        );

    public Task<bool> DecideAsync(PostDecision decision, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return ChangeAsync(
            decision.PostId,
            marks =>
                marks.IsDeleted ? null
                : decision.IsApproved ? marks with { IsApproved = true, DecisionId = decision.Id }
                : marks with { DeletedAt = decision.At, DecisionId = decision.Id },
            decision.IsApproved ? ForumEventKind.PostApproved : ForumEventKind.PostHidden,
            cancellationToken
        );
    }

    public async Task<bool> TakeBackAsync(PostDecision decision, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(decision);
        bool isLast = false;
        await ChangeAsync(
                decision.PostId,
                marks =>
                {
                    isLast = marks.DecisionId == decision.Id;
                    return !isLast ? null
                        : decision.IsApproved ? marks with { DecisionId = null }
                        : marks with { DeletedAt = null, DecisionId = null };
                },
                ForumEventKind.PostApproved,
                cancellationToken
            )
            .ConfigureAwait(false);
        return isLast;
    }

    private async Task<bool> ChangeAsync(
        long id,
        Func<PostMarks, PostMarks?> change,
        ForumEventKind kind,
        CancellationToken cancellationToken
    )
    {
        // The post is read under the lock of its topic.
        long? topicId = await db.ExecuteAsync<long?>(FindTopic, cancellationToken, Post(id)).ConfigureAwait(false);
        TopicPlace? topic = topicId is null
            ? null
            : await _topics.LockAsync(topicId.Value, cancellationToken).ConfigureAwait(false);
        PostMarks? before = topic is null ? null : await FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (before is null || change(before) is not { } after)
        {
            return false;
        }

        var visibility = new VisibilityChange(before, after);
        if (!visibility.IsNone)
        {
            await WriteAsync(id, topic!, visibility, cancellationToken).ConfigureAwait(false);
        }

        kind = visibility.EventOf(kind);
        var raised = new ForumEvent
        {
            Kind = kind,
            ForumId = topic!.ForumId,
            ParentForumId = topic.ParentForumId,
            TopicId = topic.Id,
            PostId = id,
            AuthorId = before.AuthorId,
        };
        bool opens = topic.FirstPostId == id && kind is ForumEventKind.PostApproved or ForumEventKind.PostHidden;
        await events.AddAsync(db, raised, withOtherAuthors: opens, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task WriteAsync(
        long id,
        TopicPlace topic,
        VisibilityChange change,
        CancellationToken cancellationToken
    )
    {
        bool opens = topic.FirstPostId == id;
        if (opens)
        {
            await _topics.RemoveFromCountsAsync(topic, cancellationToken).ConfigureAwait(false);
        }

        DataParameter[] marks =
        [
            DataParameter.Boolean("approved", change.After.IsApproved),
            database.Times.Parameter("deleted", change.After.DeletedAt),
        ];
        var decision = new DataParameter("decision", change.After.DecisionId, DataType.Int64);
        await db.ExecuteAsync(Mark, cancellationToken, [Post(id), .. marks, decision]).ConfigureAwait(false);
        if (change.Posts != 0)
        {
            await _topics
                .CountAsync(topic.Id, change.Posts, change.RepliesOf(topic, id), cancellationToken)
                .ConfigureAwait(false);
        }

        if (opens)
        {
            await db.ExecuteAsync(MarkTopic, cancellationToken, [DataParameter.Int64("topic", topic.Id), .. marks])
                .ConfigureAwait(false);
            await _topics.AddToCountsAsync(topic.Id, cancellationToken).ConfigureAwait(false);
        }
        else if (topic.IsVisible && change.Posts != 0)
        {
            ForumChange forum = ledger.For(topic.ForumId);
            forum.Add(EpochDay.FromTime(change.Before.CreatedAt), topics: 0, change.Posts);
            forum.LastPostInvalidated = true;
        }
    }

    private async Task<PostMarks?> FindAsync(long id, CancellationToken cancellationToken)
    {
        List<PostMarks> found = await db.QueryToListAsync(
                row => new PostMarks(
                    row.GetBoolean(0),
                    row.IsDBNull(1) ? null : database.Times.Read(row, 1),
                    database.Times.Read(row, 2),
                    row.IsDBNull(3) ? null : row.GetInt64(3),
                    row.IsDBNull(4) ? null : row.GetInt64(4),
                    row.IsDBNull(5) ? null : row.GetInt64(5)
                ),
                Find,
                cancellationToken,
                Post(id)
            )
            .ConfigureAwait(false);
        return found.SingleOrDefault();
    }

    private static DataParameter Post(long id) => DataParameter.Int64("post", id);
}
