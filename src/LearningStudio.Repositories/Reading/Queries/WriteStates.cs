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
            (long id, long forum) = (row.Long(), row.Long());
            (long? author, long? opening) = (row.LongOrNull(), row.LongOrNull());
            (bool isLocked, bool isApproved, bool isDeleted) = (row.Bool(), row.Bool(), row.TimeOrNull() is not null);
            return new TopicState
            {
                Id = id,
                ForumId = forum,
                AuthorId = author,
                OpeningPostId = opening,
                IsLocked = isLocked,
                IsVisible = isApproved && !isDeleted,
                IsDeleted = isDeleted,
            };
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
        row => new PostContent { TopicTitle = row.Text(), Body = row.Text() }
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
        row => new PostState
        {
            Id = row.Long(),
            TopicId = row.Long(),
            ForumId = row.Long(),
            AuthorId = row.LongOrNull(),
            AuthorTrustLevel = row.IntOrNull(),
            IsApproved = row.Bool(),
            IsDeleted = row.TimeOrNull() is not null,
        }
    );
}
