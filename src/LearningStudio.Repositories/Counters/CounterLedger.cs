using LearningStudio.Repositories.Sql;
using LinqToDB;
using LinqToDB.Data;

namespace LearningStudio.Repositories.Counters;

// Rule: topics are locked and counted as they change; forums and days follow here, as the last statements of a unit, forums
//   by ascending id, each its days first: all units take these locks in one order, and hold a forum's only for the commit.
//   A forum's last post is looked for under the lock of its counters, in a statement of its own, which sees all that was
//   committed before; whoever commits later comes after it and finds the same lock.
/// <summary>Collects what a unit of work changes in the counters of forums.</summary>
internal sealed class CounterLedger(ForumDatabase database)
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

    private static readonly Func<ISqlDialect, string> Changed = sql => LastPosts.Lock(sql) + Recounted + LastPosts.Find;

    private static readonly Func<ISqlDialect, string> FindLast = sql => LastPosts.Lock(sql) + LastPosts.Find;

    private readonly SortedDictionary<long, ForumChange> _forums = [];

    public ForumChange For(long forumId)
    {
        if (!_forums.TryGetValue(forumId, out ForumChange? change))
        {
            _forums.Add(forumId, change = new ForumChange());
        }

        return change;
    }

    /// <summary>What counts in the forums and their days, in the order in which it has to run.</summary>
    public IEnumerable<CounterStatement> Statements(CounterMode mode) =>
        _forums.SelectMany(forum =>
            mode == CounterMode.Deferred ? Later(forum.Key, forum.Value)
            : forum.Value is { Newest: { } newest, LastPostInvalidated: false, Days.Count: 1 }
                ? [Add(forum.Key, forum.Value, newest)]
            : Change(forum.Key, forum.Value)
        );

    // The usual post: one round trip.
    private CounterStatement Add(long forum, ForumChange change, NewestPost newest)
    {
        (DateOnly day, (int topics, int posts)) = change.Days.Single();
        return new CounterStatement(
            $"{Day};\n{Newer}",
            [
                .. Counts(forum, day, topics, posts),
                DataParameter.Int64("post", newest.Id),
                database.Times.Parameter("at", newest.At),
                DataParameter.Int64("topic", newest.TopicId),
                DataParameter.NVarChar("title", newest.TopicTitle),
                new DataParameter("author", newest.AuthorId, DataType.Int64),
                new DataParameter("name", newest.AuthorName, DataType.NVarChar),
            ]
        );
    }

    private IEnumerable<CounterStatement> Change(long forum, ForumChange change)
    {
        IEnumerable<CounterStatement> days = OfDays(Day, forum, change);
        return days.Append(
            new CounterStatement(
                database.Sql(Changed),
                [
                    DataParameter.Int64("forum", forum),
                    DataParameter.Int32("topics", change.Topics),
                    DataParameter.Int32("posts", change.Posts),
                ]
            )
        );
    }

    private IEnumerable<CounterStatement> Later(long forum, ForumChange change)
    {
        IEnumerable<CounterStatement> notes = OfDays(Note, forum, change);
        // What was removed must not be shown until the roll-up.
        return change.LastPostInvalidated
            ? notes.Append(new CounterStatement(database.Sql(FindLast), [DataParameter.Int64("forum", forum)]))
            : notes;
    }

    private IEnumerable<CounterStatement> OfDays(string sql, long forum, ForumChange change) =>
        change.Days.Select(day => new CounterStatement(sql, Counts(forum, day.Key, day.Value.Topics, day.Value.Posts)));

    private DataParameter[] Counts(long forum, DateOnly day, int topics, int posts) =>
        [
            database.Dialect.Day("day", day),
            DataParameter.Int64("forum", forum),
            DataParameter.Int32("topics", topics),
            DataParameter.Int32("posts", posts),
        ];
}
