using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Sql;
using LinqToDB;

namespace LearningStudio.Repositories.Reading.Queries;

/// <summary>What a reader may see: a post where its topic may be seen, and a topic where its forum is open.</summary>
internal static class VisibilityFilter
{
    public const string NoName = "anonymous";

    /// <summary>The name of who wrote something: the user's where there is one, else the guest's.</summary>
    [LinqToDB.Sql.Expression(
        $"COALESCE({{0}}, {{1}}, '{NoName}')",
        ServerSideOnly = true,
        IsNullable = LinqToDB.Sql.IsNullableType.NotNullable
    )]
    public static string NameOf(string? user, string? guest) => throw OnlyInSql.Error();

    /// <summary>Forums that a reader may see. One within a forum that is closed is not left out here.</summary>
    public static IQueryable<ForumRow> Forums(this ForumDb db, Visibility visibility, long reader) =>
        visibility switch
        {
            Visibility.Held => db.GetTable<ForumRow>(),
            Visibility.Own => db.GetTable<ForumRow>()
                .Where(forum =>
                    forum.MinTrustLevel == 0
                    || forum.MinTrustLevel
                        <= db.GetTable<UserRow>()
                            .Where(user => user.Id == reader && user.IsActive)
                            .Max(user => (int?)user.TrustLevel)
                ),
            _ => db.GetTable<ForumRow>().Where(forum => forum.MinTrustLevel == 0),
        };

    public static IQueryable<TopicRow> Topics(
        this ForumDb db,
        Visibility visibility = Visibility.Public,
        long reader = 0
    )
    {
        ITable<TopicRow> topics = db.GetTable<TopicRow>();
        // Nearly no forum is closed: asking for those finds an empty index.
        IQueryable<ForumRow> closed = db.GetTable<ForumRow>().Where(forum => forum.MinTrustLevel > 0);
        return visibility switch
        {
            Visibility.Held => topics.Where(topic => topic.DeletedAt == null),
            Visibility.Own => topics
                .Where(topic => topic.DeletedAt == null && (topic.IsApproved || topic.AuthorId == reader))
                .Where(topic =>
                    !closed.Any(forum => forum.Id == topic.ForumId)
                    || db.Forums(visibility, reader).Any(forum => forum.Id == topic.ForumId)
                ),
            _ => topics
                .Where(topic => topic.IsApproved && topic.DeletedAt == null)
                .Where(topic => !closed.Any(forum => forum.Id == topic.ForumId)),
        };
    }

    public static IQueryable<PostRow> Posts(this ForumDb db, Visibility visibility = Visibility.Public, long reader = 0)
    {
        // Posts come first, by the index that says which are wanted, and each topic by its id.
        return from post in db.PostsBy(visibility, reader)
            from topic in db.Topics(visibility, reader).InnerJoin(topic => topic.Id == Unindexed.Column(post.TopicId))
            select post;
    }

    /// <summary>The posts that counters count: approved and not deleted, as their topics are, in whatever forum.</summary>
    public static IQueryable<PostRow> CountedPosts(this ForumDb db) =>
        from post in db.PostsBy(Visibility.Public, reader: 0)
        from topic in db.GetTable<TopicRow>().InnerJoin(topic => topic.Id == Unindexed.Column(post.TopicId))
        where topic.IsApproved && topic.DeletedAt == null
        select post;

    /// <summary>The posts of one topic that a reader may see. Whether the topic may be seen is asked once, not a post.</summary>
    public static IQueryable<PostRow> PostsOfTopic(this ForumDb db, long topicId, Visibility visibility, long reader) =>
        db.PostsBy(visibility, reader)
            .Where(post => post.TopicId == topicId)
            .Where(_ => db.Topics(visibility, reader).Any(topic => topic.Id == topicId));

    /// <summary>The posts that nobody sees but a reader who sees more than everybody does.</summary>
    public static IQueryable<PostRow> HeldPosts(this ForumDb db, Visibility visibility, long reader)
    {
        IQueryable<PostRow> held = db.GetTable<PostRow>().Where(post => !post.IsApproved && post.DeletedAt == null);
        return visibility == Visibility.Held ? held : held.Where(post => post.AuthorId == reader);
    }

    public static IQueryable<UserRow> Users(this ForumDb db) => db.GetTable<UserRow>().Where(user => user.IsActive);

    // By the marks of the posts themselves.
    private static IQueryable<PostRow> PostsBy(this ForumDb db, Visibility visibility, long reader)
    {
        IQueryable<PostRow> posts = db.GetTable<PostRow>().Where(post => post.DeletedAt == null);
        return visibility switch
        {
            Visibility.Held => posts,
            Visibility.Own => posts.Where(post => post.IsApproved || post.AuthorId == reader),
            _ => posts.Where(post => post.IsApproved),
        };
    }
}
