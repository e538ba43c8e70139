using LearningStudio.Repositories.Schema;
using LearningStudio.Repositories.Sql;
using LinqToDB;

namespace LearningStudio.Repositories.Reading.Queries;

/// <summary>Where posts stand, as events tell it.</summary>
internal static class PostLocations
{
    public static readonly SqlTemplate<ForumEvent> OfPost = SqlTemplate<ForumEvent>.Create(
        (db, a) =>
        {
            long id = a.Long();
            return from post in db.GetTable<PostRow>()
                where post.Id == id
                from topic in db.GetTable<TopicRow>().InnerJoin(topic => topic.Id == post.TopicId)
                from forum in db.GetTable<ForumRow>().InnerJoin(forum => forum.Id == topic.ForumId)
                select new JoinedPost { Post = post, Forum = forum };
        },
        new RowShape<JoinedPost, ForumEvent>(post => new ForumEvent
        {
            Kind = ForumEventKind.ReviewChanged,
            ForumId = post.Forum.Id,
            ParentForumId = post.Forum.ParentId,
            TopicId = post.Post.TopicId,
            PostId = post.Post.Id,
            AuthorId = post.Post.AuthorId,
        })
    );

    private sealed class JoinedPost
    {
        public PostRow Post { get; init; } = null!;
        public ForumRow Forum { get; init; } = null!;
    }
}
