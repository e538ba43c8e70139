using LearningStudio.Repositories.Reading;
using LearningStudio.Repositories.Reading.Queries;
using LearningStudio.Repositories.Sql;
using LinqToDB;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Writing;

// Rule: what a writer may see is decided under locks that the unit holds to its end: a topic's, then its forum's. Nobody can
//   lock, move, hide or close them in between.
internal sealed class WriteAccess(ForumDb db, ForumDatabase database)
{
    private static readonly Func<ISqlDialect, string> Forum = sql =>
        $"""
            SELECT f.id FROM forums f
            WHERE f.id = @forum AND (
              @all OR f.minimum_trust_level = 0
              OR f.minimum_trust_level <= (
                SELECT u.trust_level FROM users u WHERE u.id = @reader AND u.is_active)){sql.Lock("FOR SHARE")}
            """;

    private static readonly Func<ISqlDialect, string> Topic = sql =>
        $"""
            SELECT t.forum_id, t.author_id, t.first_post_id, t.is_locked, t.is_approved
            FROM topics t WHERE t.id = @topic AND t.deleted_at IS NULL{sql.Lock("FOR NO KEY UPDATE")}
            """;

    private const string Answered = """
        SELECT CASE WHEN EXISTS (
          SELECT 1 FROM posts p
          WHERE p.topic_id = @topic AND p.is_approved AND p.deleted_at IS NULL
            AND (p.author_id IS NULL OR p.author_id <> @user)) THEN 1 ELSE 0 END
        """;

    public async Task<bool> IsAnsweredAsync(long topicId, long userId, CancellationToken cancellationToken) =>
        await db.ExecuteAsync<int>(
                Answered,
                cancellationToken,
                DataParameter.Int64("topic", topicId),
                DataParameter.Int64("user", userId)
            )
            .ConfigureAwait(false) > 0;

    public Task<PostContent?> FindTextAsync(long postId, CancellationToken cancellationToken) =>
        database.FirstAsync(db, WriteStates.TextOfPost, [postId], cancellationToken);

    public async Task<bool> LockForumAsync(long id, Viewer viewer, CancellationToken cancellationToken) =>
        await db.ExecuteAsync<long?>(
                database.Sql(Forum),
                cancellationToken,
                DataParameter.Int64("forum", id),
                DataParameter.Boolean("all", viewer.SeesHeld),
                new DataParameter("reader", viewer.UserId, DataType.Int64)
            )
            .ConfigureAwait(false)
            is not null;

    public async Task<TopicState?> LockTopicAsync(long id, Viewer viewer, CancellationToken cancellationToken)
    {
        List<TopicState> found = await db.QueryToListAsync(
                row => new TopicState
                {
                    Id = id,
                    ForumId = row.GetInt64(0),
                    AuthorId = row.IsDBNull(1) ? null : row.GetInt64(1),
                    OpeningPostId = row.IsDBNull(2) ? null : row.GetInt64(2),
                    IsLocked = row.GetBoolean(3),
                    IsVisible = row.GetBoolean(4),
                    IsDeleted = false,
                },
                database.Sql(Topic),
                cancellationToken,
                DataParameter.Int64("topic", id)
            )
            .ConfigureAwait(false);
        return
            found is [var topic]
            && (topic.IsVisible || viewer.SeesHeld || (viewer.UserId is { } own && own == topic.AuthorId))
            && await LockForumAsync(topic.ForumId, viewer, cancellationToken).ConfigureAwait(false)
            ? topic
            : null;
    }
}
