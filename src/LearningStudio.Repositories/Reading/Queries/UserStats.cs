using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Sql;
using LinqToDB;

namespace LearningStudio.Repositories.Reading.Queries;

/// <summary>How many users there are, and how much they wrote.</summary>
internal static class UserStats
{
    public static readonly SqlTemplate<int> Active = new(
        (db, _) => db.SelectQuery(() => db.Users().Count()),
        row => row.Int()
    );

    public static readonly SqlTemplate<int> SeenSince = new(
        (db, a) =>
        {
            DateTimeOffset since = a.Time();
            return db.SelectQuery(() => db.Users().Count(user => user.LastSeenAt >= since));
        },
        row => row.Int()
    );

    public static readonly SqlTemplate<UserPostCount> WritersSince = new(
        (db, a) =>
        {
            (DateTimeOffset since, int take) = (a.Time(), a.Int());
            var counts =
                from post in db.Posts()
                where post.CreatedAt >= since && post.AuthorId != null
                group post by Unindexed.Column(post.AuthorId) into posts
                select new { AuthorId = posts.Key, Posts = posts.Count() };
            return (
                from user in db.Users()
                from count in counts.InnerJoin(count => count.AuthorId == user.Id)
                orderby count.Posts descending, user.Id
                select new
                {
                    user.Id,
                    user.DisplayName,
                    count.Posts,
                }
            ).Take(take);
        },
        row => new UserPostCount { User = row.User(), Posts = row.Int() }
    );

    public static readonly SqlTemplate<UserPostCount> PostCounts = new(
        (db, a) =>
        {
            string ids = a.Text();
            return from user in db.GetTable<UserRow>()
                where IdSets.Holds(user.Id, ids)
                orderby user.Id
                select new
                {
                    user.Id,
                    user.DisplayName,
                    Posts = db.Posts().Count(post => post.AuthorId == user.Id),
                };
        },
        row => new UserPostCount { User = row.User(), Posts = row.Int() }
    );

    public static readonly SqlTemplate<UserActivity> Activity = new(
        (db, a) =>
        {
            long id = a.Long();
            return from user in db.Users()
                where user.Id == id
                select new
                {
                    user.Id,
                    user.DisplayName,
                    user.TrustLevel,
                    user.JoinedAt,
                    Topics = db.Topics().Count(topic => topic.AuthorId == user.Id),
                    Posts = db.Posts().Count(post => post.AuthorId == user.Id),
                    LastTopic = db.Topics()
                        .Where(topic => topic.AuthorId == user.Id)
                        .Max(topic => (DateTimeOffset?)topic.CreatedAt),
                    LastPost = db.Posts()
                        .Where(post => post.AuthorId == user.Id)
                        .Max(post => (DateTimeOffset?)post.CreatedAt),
                };
        },
        row => new UserActivity
        {
            User = row.User(),
            TrustLevel = row.Int(),
            JoinedAt = row.Time(),
            TopicCount = row.Int(),
            PostCount = row.Int(),
            LastTopicAt = row.TimeOrNull(),
            LastPostAt = row.TimeOrNull(),
        }
    );
}
