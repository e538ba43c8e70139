using LearningStudio.Repositories.Counters;
using LearningStudio.Repositories.Sql;
using LinqToDB;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Writing;

internal sealed class TopicWriter(
    ForumDb db,
    ForumDatabase database,
    CounterLedger ledger,
    EventLog events,
    PostWriter posts
) : ITopicWriter
{
    private const string FindForum = "SELECT parent_id FROM forums WHERE id = @forum";
    private const string Insert = """
        INSERT INTO topics (forum_id, author_id, title, created_at, last_post_at, is_approved)
        VALUES (@forum, @author, @title, @at, @at, @approved) RETURNING id
        """;
    private const string InsertPost = """
        INSERT INTO posts (topic_id, forum_id, author_id, body, created_at, is_approved)
        VALUES (@topic, @forum, @author, @body, @at, @approved) RETURNING id
        """;
    private const string Complete = """
        UPDATE topics SET
          slug = @slug, first_post_id = @post, post_count = @count,
          last_post_id = CASE WHEN @count = 1 THEN @post END
        WHERE id = @topic
        """;
    private const string FindName = "SELECT display_name FROM users WHERE id = @author";
    private const string Move = """
        UPDATE topics SET forum_id = @forum WHERE id = @topic;
        UPDATE posts SET forum_id = @forum WHERE topic_id = @topic
        """;

    private readonly TopicCounts _topics = new(db, database, ledger);

    public async Task<(long TopicId, long PostId)?> OpenAsync(
        NewTopic topic,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(topic);
        if (await FindForumAsync(topic.ForumId, cancellationToken).ConfigureAwait(false) is not { } forum)
        {
            return null;
        }

        string title = database.Dialect.Text(topic.Title);
        (long topicId, long postId) = await InsertAsync(topic, title, cancellationToken).ConfigureAwait(false);
        if (!topic.IsHeld)
        {
            string? name = await db.ExecuteAsync<string?>(FindName, cancellationToken, Author(topic.AuthorId))
                .ConfigureAwait(false);
            ForumChange change = ledger.For(topic.ForumId);
            change.Add(EpochDay.FromTime(topic.CreatedAt), topics: 1, posts: 0);
            change.Add(
                EpochDay.FromTime(topic.CreatedAt),
                new NewestPost(postId, database.Times.AsStored(topic.CreatedAt), topicId, title, topic.AuthorId, name)
            );
        }

        ForumEventKind kind = topic.IsHeld ? ForumEventKind.PostHeld : ForumEventKind.TopicCreated;
        events.Add(
            new ForumEvent
            {
                Kind = kind,
                ForumId = topic.ForumId,
                ParentForumId = forum.ParentId,
                TopicId = topicId,
                PostId = postId,
                AuthorId = topic.AuthorId,
            }
        );
        return (topicId, postId);
    }

    public Task<bool> RenameAsync(long id, string title, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        DataParameter value = DataParameter.NVarChar("value", database.Dialect.Text(title));
        return SetAsync(id, "title", value, cancellationToken);
    }

    public Task<bool> LockAsync(long id, bool isLocked = true, CancellationToken cancellationToken = default) =>
        SetAsync(id, "is_locked", DataParameter.Boolean("value", isLocked), cancellationToken);

    public Task<bool> PinAsync(long id, bool isPinned = true, CancellationToken cancellationToken = default) =>
        SetAsync(id, "is_pinned", DataParameter.Boolean("value", isPinned), cancellationToken);

    public async Task<bool> MoveAsync(long id, long forumId, CancellationToken cancellationToken = default)
    {
        if (
            await FindForumAsync(forumId, cancellationToken).ConfigureAwait(false) is not { } forum
            || await _topics.LockAsync(id, cancellationToken).ConfigureAwait(false) is not { IsDeleted: false } topic
        )
        {
            return false;
        }

        if (topic.ForumId != forumId)
        {
            await _topics.RemoveFromCountsAsync(topic, cancellationToken).ConfigureAwait(false);
            await db.ExecuteAsync(Move, cancellationToken, Topic(id), DataParameter.Int64("forum", forumId))
                .ConfigureAwait(false);
            await _topics.AddToCountsAsync(id, cancellationToken).ConfigureAwait(false);
            Report(ForumEventKind.TopicMoved, topic);
            Report(ForumEventKind.TopicMoved, topic with { ForumId = forumId, ParentForumId = forum.ParentId });
        }

        return true;
    }

    public Task<bool> ApproveAsync(long id, CancellationToken cancellationToken = default) =>
        WithFirstPostAsync(id, posts.ApproveAsync, cancellationToken);

    public Task<bool> DeleteAsync(long id, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        WithFirstPostAsync(id, (post, token) => posts.DeleteAsync(post, at, token), cancellationToken);

    public Task<bool> RestoreAsync(long id, CancellationToken cancellationToken = default) =>
        WithFirstPostAsync(id, posts.RestoreAsync, cancellationToken);

    private async Task<(long TopicId, long PostId)> InsertAsync(
        NewTopic topic,
        string title,
        CancellationToken cancellationToken
    )
    {
        DataParameter[] common =
        [
            DataParameter.Int64("forum", topic.ForumId),
            Author(topic.AuthorId),
            database.Times.Parameter("at", topic.CreatedAt),
            DataParameter.Boolean("approved", !topic.IsHeld),
        ];
        long topicId = await db.ExecuteAsync<long>(
                Insert,
                cancellationToken,
                [.. common, DataParameter.NVarChar("title", title)]
            )
            .ConfigureAwait(false);
        DataParameter body = DataParameter.NVarChar("body", database.Dialect.Text(topic.Body));
        long postId = await db.ExecuteAsync<long>(InsertPost, cancellationToken, [.. common, Topic(topicId), body])
            .ConfigureAwait(false);
        await db.ExecuteAsync(
                Complete,
                cancellationToken,
                Topic(topicId),
                DataParameter.NVarChar("slug", Slugs.Create(title, topicId)),
                DataParameter.Int64("post", postId),
                DataParameter.Int32("count", topic.IsHeld ? 0 : 1)
            )
            .ConfigureAwait(false);
        return (topicId, postId);
    }

    private async Task<bool> SetAsync(long id, string column, DataParameter value, CancellationToken cancellationToken)
    {
        if (await _topics.LockAsync(id, cancellationToken).ConfigureAwait(false) is not { IsDeleted: false } topic)
        {
            return false;
        }

        await db.ExecuteAsync(
                $"UPDATE topics SET {column} = @value WHERE id = @topic",
                cancellationToken,
                Topic(id),
                value
            )
            .ConfigureAwait(false);
        if (topic.IsVisible)
        {
            // The forum's last post shows the title.
            ledger.For(topic.ForumId).LastPostInvalidated |= column.Equals("title", StringComparison.Ordinal);
        }

        Report(ForumEventKind.TopicChanged, topic);
        return true;
    }

    private async Task<bool> WithFirstPostAsync(
        long id,
        Func<long, CancellationToken, Task<bool>> change,
        CancellationToken cancellationToken
    ) =>
        await _topics.LockAsync(id, cancellationToken).ConfigureAwait(false) is { FirstPostId: { } post }
        && await change(post, cancellationToken).ConfigureAwait(false);

    private async Task<ForumPlace?> FindForumAsync(long id, CancellationToken cancellationToken)
    {
        List<ForumPlace> found = await db.QueryToListAsync(
                row => new ForumPlace(row.IsDBNull(0) ? null : row.GetInt64(0)),
                FindForum,
                cancellationToken,
                DataParameter.Int64("forum", id)
            )
            .ConfigureAwait(false);
        return found.SingleOrDefault();
    }

    private void Report(ForumEventKind kind, TopicPlace topic) =>
        events.Add(
            new ForumEvent
            {
                Kind = kind,
                ForumId = topic.ForumId,
                ParentForumId = topic.ParentForumId,
                TopicId = topic.Id,
                PostId = topic.FirstPostId,
            }
        );

    private static DataParameter Topic(long id) => DataParameter.Int64("topic", id);

    private static DataParameter Author(long? id) => new("author", id, DataType.Int64);

    private sealed record ForumPlace(long? ParentId);
}
