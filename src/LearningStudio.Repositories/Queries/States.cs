using LearningStudio.Repositories.Rows;
using LinqToDB;

namespace LearningStudio.Repositories.Queries;

/// <summary>What writes need to know of topics and posts, hidden ones included.</summary>
internal static class States
{
    public static IQueryable<TopicState> TopicState(this ForumDb db, long id) =>
        from topic in db.GetTable<TopicRow>()
        where topic.Id == id
        select new TopicState(
            topic.Id,
            topic.ForumId,
            topic.AuthorId,
            db.GetTable<PostRow>()
                .Where(post => post.TopicId == topic.Id)
                .OrderBy(post => post.CreatedAt)
                .ThenBy(post => post.Id)
                .Select(post => (long?)post.Id)
                .FirstOrDefault(),
            topic.IsLocked,
            topic.IsApproved && topic.DeletedAt == null,
            topic.DeletedAt != null
        );

    public static IQueryable<PostState> PostState(this ForumDb db, long id) =>
        from post in db.GetTable<PostRow>()
        where post.Id == id
        from user in db.GetTable<UserRow>().LeftJoin(user => user.Id == post.AuthorId)
        select new PostState(
            post.Id,
            post.TopicId,
            post.AuthorId,
            (int?)user.TrustLevel,
            post.IsApproved,
            post.DeletedAt != null
        );
}
