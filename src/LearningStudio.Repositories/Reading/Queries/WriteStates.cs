using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Sql;
using LinqToDB;

namespace LearningStudio.Repositories.Reading.Queries;

/// <summary>What writes need to know of topics and posts, hidden ones included.</summary>
internal static class WriteStates
{
    public static readonly SqlTemplate<TopicState> OfTopic = new(
        (db, a) =>
        {
            long id = a.Long();
            return from topic in db.GetTable<TopicRow>()
                where topic.Id == id
                select new
                {
                    topic.Id,
                    topic.ForumId,
                    topic.AuthorId,
                    topic.FirstPostId,
                    topic.IsLocked,
                    topic.IsApproved,
                    topic.DeletedAt,
                };
        },
        row =>
        {
            var topic = new TopicState(
                row.Long(),
                row.Long(),
                row.LongOrNull(),
                row.LongOrNull(),
                row.Bool(),
                row.Bool(),
                row.TimeOrNull() is not null
            );
            return topic with { IsVisible = topic.IsVisible && !topic.IsDeleted };
        }
    );

    public static readonly SqlTemplate<PostContent> TextOfPost = new(
        (db, a) =>
        {
            long id = a.Long();
            return from post in db.GetTable<PostRow>()
                where post.Id == id
                from topic in db.GetTable<TopicRow>().InnerJoin(topic => topic.Id == post.TopicId)
                select new { topic.Title, post.Body };
        },
        row => new PostContent(row.Text(), row.Text())
    );

    public static readonly SqlTemplate<PostState> OfPost = new(
        (db, a) =>
        {
            long id = a.Long();
            return from post in db.GetTable<PostRow>()
                where post.Id == id
                from user in db.GetTable<UserRow>().LeftJoin(user => user.Id == post.AuthorId)
                select new
                {
                    post.Id,
                    post.TopicId,
                    post.ForumId,
                    post.AuthorId,
                    TrustLevel = (int?)user.TrustLevel,
                    post.IsApproved,
                    post.DeletedAt,
                };
        },
        row => new PostState(
            row.Long(),
            row.Long(),
            row.Long(),
            row.LongOrNull(),
            row.IntOrNull(),
            row.Bool(),
            row.TimeOrNull() is not null
        )
    );
}
