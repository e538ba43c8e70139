using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Sql;
using LinqToDB;

namespace LearningStudio.Repositories.Reading.Queries;

/// <summary>How many users there are, and how much they wrote.</summary>
internal static class UserStats
{
    // Before the templates, which are made of it.
    private static readonly RowShape<CountedUser, UserPostCount> PostCount = new(user => new UserPostCount
    {
        User = new Author(user.User.Id, user.User.DisplayName),
        Posts = user.Posts,
    });

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

    public static readonly SqlTemplate<UserPostCount> WritersSince = SqlTemplate<UserPostCount>.Create(
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
                select new CountedUser { User = user, Posts = count.Posts }
            ).Take(take);
        },
        PostCount
    );

    public static readonly SqlTemplate<UserPostCount> PostCounts = SqlTemplate<UserPostCount>.Create(
        (db, a) =>
        {
            string ids = a.Text();
            return from user in db.GetTable<UserRow>()
                where IdSets.Holds(user.Id, ids)
                orderby user.Id
                select new CountedUser { User = user, Posts = db.Posts().Count(post => post.AuthorId == user.Id) };
        },
        PostCount
    );

    public static readonly SqlTemplate<UserActivity> Activity = SqlTemplate<UserActivity>.Create(
        (db, a) =>
        {
            long id = a.Long();
            return from user in db.Users()
                where user.Id == id
                select new ActiveUser
                {
                    User = user,
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
        new RowShape<ActiveUser, UserActivity>(user => new UserActivity
        {
            User = new Author(user.User.Id, user.User.DisplayName),
            TrustLevel = user.User.TrustLevel,
            JoinedAt = user.User.JoinedAt,
            TopicCount = user.Topics,
            PostCount = user.Posts,
            LastTopicAt = user.LastTopic,
            LastPostAt = user.LastPost,
        })
    );

    private sealed class CountedUser
    {
        public UserRow User { get; init; } = null!;
        public int Posts { get; init; }
    }

    private sealed class ActiveUser
    {
        public UserRow User { get; init; } = null!;
        public int Topics { get; init; }
        public int Posts { get; init; }
        public DateTimeOffset? LastTopic { get; init; }
        public DateTimeOffset? LastPost { get; init; }
    }
}
