using LearningStudio.Repositories.Queries;
using LinqToDB;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Writing;

// Rule: topics are locked and counted as they change; forums and days follow here, as the last statements of a unit, forums
//   by ascending id, each its days first: all units take these locks in one order, and hold a forum's only for the commit.
//   A forum's last post is looked for under the lock of its counters, in a statement of its own, which sees all that was
//   committed before; whoever commits later comes after it and finds the same lock.
/// <summary>Collects what a unit of work changes in the counters of forums, and writes it.</summary>
internal sealed class CounterLedger(ForumStore store)
{
    private const string Day = """
        INSERT INTO forum_daily (day, forum_id, topics, posts) VALUES (@day, @forum, @topics, @posts)
        ON CONFLICT (day, forum_id) DO UPDATE SET
          topics = forum_daily.topics + excluded.topics, posts = forum_daily.posts + excluded.posts, is_folded = FALSE
        """;

    private const string IsNewer = "last_post_id IS NULL OR (last_post_at, last_post_id) < (@at, @post)";

    // One update of one row, so that it counts whatever a unit that it waited for did to the last post.
    private const string Newer = $"""
        UPDATE forum_stats SET
          topic_count = topic_count + @topics, post_count = post_count + @posts,
          last_post_id = CASE WHEN {IsNewer} THEN @post ELSE last_post_id END,
          last_post_at = CASE WHEN {IsNewer} THEN @at ELSE last_post_at END,
          last_topic_id = CASE WHEN {IsNewer} THEN @topic ELSE last_topic_id END,
          last_topic_title = CASE WHEN {IsNewer} THEN @title ELSE last_topic_title END,
          last_author_id = CASE WHEN {IsNewer} THEN @author ELSE last_author_id END,
          last_author_name = CASE WHEN {IsNewer} THEN @name ELSE last_author_name END
        WHERE forum_id = @forum
        """;

    private const string Recounted = """
        UPDATE forum_stats SET topic_count = topic_count + @topics, post_count = post_count + @posts
        WHERE forum_id = @forum;
        """;

    private const string Note = """
        INSERT INTO forum_stats_delta (forum_id, day, topics, posts) VALUES (@forum, @day, @topics, @posts)
        """;

    private readonly SortedDictionary<long, ForumChange> _forums = [];

    public ForumChange Of(long forumId)
    {
        if (!_forums.TryGetValue(forumId, out ForumChange? change))
        {
            _forums.Add(forumId, change = new ForumChange());
        }

        return change;
    }

    public async Task WriteAsync(ForumDb db, CounterMode mode, CancellationToken cancellationToken)
    {
        foreach ((long forum, ForumChange change) in _forums)
        {
            if (mode == CounterMode.Deferred)
            {
                await NoteAsync(db, forum, change, cancellationToken).ConfigureAwait(false);
            }
            else if (change is { Newest: { } newest, LosesLast: false, Days.Count: 1 })
            {
                await AddAsync(db, forum, change, newest, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await ChangeAsync(db, forum, change, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // The usual post: one round trip.
    private Task<int> AddAsync(
        ForumDb db,
        long forum,
        ForumChange change,
        NewestPost newest,
        CancellationToken cancellationToken
    )
    {
        (DateOnly day, (int topics, int posts)) = change.Days.Single();
        return db.ExecuteAsync(
            $"{Day};\n{Newer}",
            cancellationToken,
            [
                .. Counts(forum, day, topics, posts),
                DataParameter.Int64("post", newest.Id),
                store.Times.Parameter("at", newest.At),
                DataParameter.Int64("topic", newest.TopicId),
                DataParameter.NVarChar("title", newest.TopicTitle),
                new DataParameter("author", newest.AuthorId, DataType.Int64),
                new DataParameter("name", newest.AuthorName, DataType.NVarChar),
            ]
        );
    }

    private async Task ChangeAsync(ForumDb db, long forum, ForumChange change, CancellationToken cancellationToken)
    {
        foreach ((DateOnly day, (int topics, int posts)) in change.Days)
        {
            await db.ExecuteAsync(Day, cancellationToken, Counts(forum, day, topics, posts)).ConfigureAwait(false);
        }

        await db.ExecuteAsync(
                store.Sql(LastPosts.Lock + Recounted + LastPosts.Find),
                cancellationToken,
                DataParameter.Int64("forum", forum),
                DataParameter.Int32("topics", change.Topics),
                DataParameter.Int32("posts", change.Posts)
            )
            .ConfigureAwait(false);
    }

    private async Task NoteAsync(ForumDb db, long forum, ForumChange change, CancellationToken cancellationToken)
    {
        foreach ((DateOnly day, (int topics, int posts)) in change.Days)
        {
            await db.ExecuteAsync(Note, cancellationToken, Counts(forum, day, topics, posts)).ConfigureAwait(false);
        }

        if (change.LosesLast)
        {
            // What was removed must not be shown until the fold.
            string sql = store.Sql(LastPosts.Lock + LastPosts.Find);
            await db.ExecuteAsync(sql, cancellationToken, DataParameter.Int64("forum", forum)).ConfigureAwait(false);
        }
    }

    private DataParameter[] Counts(long forum, DateOnly day, int topics, int posts) =>
        [
            store.Engine.Day("day", day),
            DataParameter.Int64("forum", forum),
            DataParameter.Int32("topics", topics),
            DataParameter.Int32("posts", posts),
        ];
}
