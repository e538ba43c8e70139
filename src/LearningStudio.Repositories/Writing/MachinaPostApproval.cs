using LearningStudio.Repositories.Reading.Queries;
using LearningStudio.Repositories.Sql;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Writing;

// Source: django-machina 1.x: Topic.update_trackers, Forum.update_trackers, PostApproveView and the receivers of forum_member,
//   which keep these figures when Django writes.
/// <summary>Approves and hides posts in django-machina's tables, and keeps the counters that machina keeps.</summary>
internal sealed class MachinaPostApproval(ForumDb db, ForumDatabase database, EventLog events) : IPostApproval
{
    private static readonly Func<ISqlDialect, string> Lock = sql =>
        $"""
            SELECT p.id FROM forum_conversation_topic t JOIN forum_conversation_post p ON p.topic_id = t.id
            WHERE p.id = @post AND p.approved <> @approved{sql.Lock("FOR NO KEY UPDATE")}
            """;

    private const string Mark = """
        UPDATE forum_conversation_post SET approved = @approved WHERE id = @post;
        UPDATE forum_conversation_topic SET approved = @approved WHERE first_post_id = @post;
        UPDATE forum_member_forumprofile SET posts_count = posts_count + @step
        WHERE user_id = (SELECT poster_id FROM forum_conversation_post WHERE id = @post);
        """;

    private const string CountTopic = """
        UPDATE forum_conversation_topic SET
          posts_count = (
            SELECT COUNT(*) FROM forum_conversation_post p
            WHERE p.topic_id = forum_conversation_topic.id AND p.approved),
          last_post_id = (
            SELECT p.id FROM forum_conversation_post p WHERE p.topic_id = forum_conversation_topic.id AND p.approved
            ORDER BY p.created DESC, p.id DESC LIMIT 1),
          last_post_on = (
            SELECT p.created FROM forum_conversation_post p WHERE p.topic_id = forum_conversation_topic.id AND p.approved
            ORDER BY p.created DESC, p.id DESC LIMIT 1)
        WHERE id = (SELECT topic_id FROM forum_conversation_post WHERE id = @post);
        """;

    // The count that follows is a statement of its own, and sees all that was committed before the lock was had.
    private static readonly Func<ISqlDialect, string> LockForum = sql =>
        $"""

            SELECT f.id FROM forum_forum f WHERE f.id = (
              SELECT t.forum_id FROM forum_conversation_topic t JOIN forum_conversation_post p ON p.topic_id = t.id
              WHERE p.id = @post){sql.Lock("FOR NO KEY UPDATE")};

            """;

    private const string CountForum = """
        UPDATE forum_forum SET
          direct_topics_count = (
            SELECT COUNT(*) FROM forum_conversation_topic t WHERE t.forum_id = forum_forum.id AND t.approved),
          direct_posts_count = (
            SELECT COALESCE(SUM(t.posts_count), 0) FROM forum_conversation_topic t
            WHERE t.forum_id = forum_forum.id AND t.approved),
          last_post_id = (
            SELECT t.last_post_id FROM forum_conversation_topic t
            WHERE t.forum_id = forum_forum.id AND t.approved AND t.last_post_id IS NOT NULL
            ORDER BY t.last_post_on DESC, t.last_post_id DESC LIMIT 1),
          last_post_on = (
            SELECT t.last_post_on FROM forum_conversation_topic t
            WHERE t.forum_id = forum_forum.id AND t.approved AND t.last_post_id IS NOT NULL
            ORDER BY t.last_post_on DESC, t.last_post_id DESC LIMIT 1)
        WHERE id = (
          SELECT t.forum_id FROM forum_conversation_topic t JOIN forum_conversation_post p ON p.topic_id = t.id
          WHERE p.id = @post)
        """;

    private static readonly Func<ISqlDialect, string> Change = sql => Mark + CountTopic + LockForum(sql) + CountForum;

    public Task<bool> ApproveAsync(long id, CancellationToken cancellationToken = default) =>
        SetAsync(id, isApproved: true, ForumEventKind.PostApproved, cancellationToken);

    public Task<bool> RejectAsync(long id, DateTimeOffset at, CancellationToken cancellationToken = default) =>
        SetAsync(id, isApproved: false, ForumEventKind.PostHidden, cancellationToken);

    private async Task<bool> SetAsync(
        long id,
        bool isApproved,
        ForumEventKind kind,
        CancellationToken cancellationToken
    )
    {
        if (await database.FirstAsync(db, WriteStates.OfPost, [id], cancellationToken).ConfigureAwait(false) is null)
        {
            return false;
        }

        DataParameter post = DataParameter.Int64("post", id);
        DataParameter approved = DataParameter.Boolean("approved", isApproved);
        long? changes = await db.ExecuteAsync<long?>(database.Sql(Lock), cancellationToken, post, approved)
            .ConfigureAwait(false);
        if (changes is not null)
        {
            await db.ExecuteAsync(
                    database.Sql(Change),
                    cancellationToken,
                    post,
                    approved,
                    DataParameter.Int32("step", isApproved ? 1 : -1)
                )
                .ConfigureAwait(false);
        }

        await events.AddAsync(db, kind, id, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
