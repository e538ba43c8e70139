using LinqToDB;

namespace LearningStudio.Repositories.Queries;

/// <summary>What a reader may see: a post where its topic may be seen, and a topic where its forum is open.</summary>
internal static class Visible
{
    public const string NoName = "anonymous";

    /// <summary>Forums that a reader may see. One within a forum that is closed is not left out here.</summary>
    public static IQueryable<ForumRow> Forums(this ForumDb db, Sight sight, long reader) =>
        sight switch
        {
            Sight.Held => db.GetTable<ForumRow>(),
            Sight.Own => db.GetTable<ForumRow>()
                .Where(forum =>
                    forum.MinimumTrustLevel == 0
                    || forum.MinimumTrustLevel
                        <= db.GetTable<UserRow>()
                            .Where(user => user.Id == reader && user.IsActive)
                            .Max(user => (int?)user.TrustLevel)
                ),
            _ => db.GetTable<ForumRow>().Where(forum => forum.MinimumTrustLevel == 0),
        };

    public static IQueryable<TopicRow> Topics(this ForumDb db, Sight sight = Sight.Public, long reader = 0)
    {
        ITable<TopicRow> topics = db.GetTable<TopicRow>();
        // Nearly no forum is closed: asking for those finds an empty index.
        IQueryable<ForumRow> closed = db.GetTable<ForumRow>().Where(forum => forum.MinimumTrustLevel > 0);
        return sight switch
        {
            Sight.Held => topics.Where(topic => topic.DeletedAt == null),
            Sight.Own => topics
                .Where(topic => topic.DeletedAt == null && (topic.IsApproved || topic.AuthorId == reader))
                .Where(topic =>
                    !closed.Any(forum => forum.Id == topic.ForumId)
                    || db.Forums(sight, reader).Any(forum => forum.Id == topic.ForumId)
                ),
            _ => topics
                .Where(topic => topic.IsApproved && topic.DeletedAt == null)
                .Where(topic => !closed.Any(forum => forum.Id == topic.ForumId)),
        };
    }

    public static IQueryable<PostRow> Posts(this ForumDb db, Sight sight = Sight.Public, long reader = 0)
    {
        IQueryable<PostRow> posts = db.GetTable<PostRow>().Where(post => post.DeletedAt == null);
        posts = sight switch
        {
            Sight.Held => posts,
            Sight.Own => posts.Where(post => post.IsApproved || post.AuthorId == reader),
            _ => posts.Where(post => post.IsApproved),
        };
        // Posts come first, by the index that says which are wanted, and each topic by its id.
        return from post in posts
            from topic in db.Topics(sight, reader).InnerJoin(topic => topic.Id == Unindexed.Of(post.TopicId))
            select post;
    }

    public static IQueryable<UserRow> Users(this ForumDb db) => db.GetTable<UserRow>().Where(user => user.IsActive);
}
