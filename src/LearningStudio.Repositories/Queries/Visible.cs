using LearningStudio.Repositories.Rows;
using LinqToDB;

namespace LearningStudio.Repositories.Queries;

/// <summary>What every reader may see: approved and not deleted, and for a post its topic too.</summary>
internal static class Visible
{
    public const string NoName = "anonymous";

    public static IQueryable<TopicRow> Topics(this ForumDb db) =>
        db.GetTable<TopicRow>().Where(topic => topic.IsApproved && topic.DeletedAt == null);

    public static IQueryable<PostRow> Posts(this ForumDb db) =>
        from post in db.GetTable<PostRow>()
        where post.IsApproved && post.DeletedAt == null
        from topic in db.Topics().InnerJoin(topic => topic.Id == post.TopicId)
        select post;

    public static IQueryable<UserRow> Users(this ForumDb db) => db.GetTable<UserRow>().Where(user => user.IsActive);
}
