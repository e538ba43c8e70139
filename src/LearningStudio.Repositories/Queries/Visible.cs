using LearningStudio.Repositories.Rows;
using LinqToDB;

namespace LearningStudio.Repositories.Queries;

/// <summary>What every reader may see: approved and not deleted, and for a post its topic too.</summary>
internal static class Visible
{
    public const string NoName = "anonymous";

    public static IQueryable<TopicRow> Topics(this ForumDb db) =>
        db.GetTable<TopicRow>().Where(topic => topic.IsApproved && topic.DeletedAt == null);

    /// <summary>The topics that a reader may see: also those that wait, to their author and to moderators.</summary>
    public static IQueryable<TopicRow> Topics(this ForumDb db, Viewer viewer)
    {
        if (viewer.SeesHeld)
        {
            return db.GetTable<TopicRow>().Where(topic => topic.DeletedAt == null);
        }

        long? own = viewer.UserId;
        return own is null
            ? db.Topics()
            : db.GetTable<TopicRow>()
                .Where(topic => topic.DeletedAt == null && (topic.IsApproved || topic.AuthorId == own));
    }

    /// <summary>The posts that a reader may see: also those that wait, to their author and to moderators.</summary>
    public static IQueryable<PostRow> Posts(this ForumDb db, Viewer viewer)
    {
        long? own = viewer.UserId;
        bool seesHeld = viewer.SeesHeld;
        return own is null && !seesHeld
            ? db.Posts()
            : from post in db.GetTable<PostRow>()
            where post.DeletedAt == null && (post.IsApproved || seesHeld || post.AuthorId == own)
            from topic in db.Topics(viewer).InnerJoin(topic => topic.Id == post.TopicId)
            select post;
    }

    public static IQueryable<PostRow> Posts(this ForumDb db) =>
        from post in db.GetTable<PostRow>()
        where post.IsApproved && post.DeletedAt == null
        from topic in db.Topics().InnerJoin(topic => topic.Id == post.TopicId)
        select post;

    public static IQueryable<UserRow> Users(this ForumDb db) => db.GetTable<UserRow>().Where(user => user.IsActive);
}
