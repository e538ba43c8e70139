using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Sql;
using LinqToDB;

namespace LearningStudio.Repositories.Reading.Queries;

/// <summary>Where posts stand, as events tell it.</summary>
internal static class PostLocations
{
    public static readonly SqlTemplate<ForumEvent> OfPost = new(
        (db, a) =>
        {
            long id = a.Long();
            return from post in db.GetTable<PostRow>()
                where post.Id == id
                from topic in db.GetTable<TopicRow>().InnerJoin(topic => topic.Id == post.TopicId)
                from forum in db.GetTable<ForumRow>().InnerJoin(forum => forum.Id == topic.ForumId)
                select new
                {
                    topic.ForumId,
                    forum.ParentId,
                    post.TopicId,
                    post.Id,
                    post.AuthorId,
                };
        },
        row => new ForumEvent
        {
            Kind = ForumEventKind.ReviewChanged,
            ForumId = row.Long(),
            ParentForumId = row.LongOrNull(),
            TopicId = row.Long(),
            PostId = row.Long(),
            AuthorId = row.LongOrNull(),
        }
    );
}
