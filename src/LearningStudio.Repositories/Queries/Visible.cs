using LearningStudio.Repositories.Rows;
using LinqToDB;

namespace LearningStudio.Repositories.Queries;

/// <summary>What every reader may see: approved and not deleted.</summary>
internal static class Visible
{
    public const string NoName = "anonymous";

    public static IQueryable<TopicRow> Topics(this ForumDb db) =>
        db.GetTable<TopicRow>().Where(topic => topic.IsApproved && topic.DeletedAt == null);

    public static IQueryable<PostRow> Posts(this ForumDb db) =>
        db.GetTable<PostRow>().Where(post => post.IsApproved && post.DeletedAt == null);

    public static IQueryable<UserRow> Users(this ForumDb db) => db.GetTable<UserRow>().Where(user => user.IsActive);
}
